#include "lib/indicator/volume_ratio.h"

#include <cmath>

#include "lib/indicator/sma.h"

namespace scand::lib::indicator {

std::optional<double> volume_ratio(Column volume, std::size_t count) {
  if (count == 0 || volume.size() <= count) return std::nullopt;
  const double before = mean(volume.last(count + 1).first(count));
  if (!(before > 0)) return std::nullopt;
  const double ratio = volume.back() / before;
  if (!std::isfinite(ratio)) return std::nullopt;
  return ratio;
}

}  // namespace scand::lib::indicator
