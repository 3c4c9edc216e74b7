#include "lib/indicator/momentum.h"

#include <cmath>

namespace scand::lib::indicator {

std::optional<Momentum> momentum(Column close, std::size_t period) {
  if (period == 0 || close.size() <= period) return std::nullopt;
  const double ratio = close.back() / close[close.size() - 1 - period];
  return Momentum{ratio - 1, std::log(ratio)};
}

double log_return_rms(Column close) {
  if (close.size() < 2) return 0;
  double squares = 0;
  for (std::size_t i = 1; i < close.size(); ++i) {
    const double step = std::log(close[i] / close[i - 1]);
    squares += step * step;
  }
  return std::sqrt(squares / static_cast<double>(close.size() - 1));
}

}  // namespace scand::lib::indicator
