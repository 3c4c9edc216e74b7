#include "lib/indicator/volume_profile.h"

#include <algorithm>
#include <array>

#include "lib/indicator/range.h"

namespace scand::lib::indicator {

std::optional<VolumeProfile> volume_profile(const Window& window) {
  if (window.rows() == 0) return std::nullopt;
  const Range all = range(window, window.rows());
  constexpr double kBins = static_cast<double>(kProfileBins);
  const bool flat = is_zero(all.width(), window.close.back());
  const double per_price = flat ? 0 : kBins / all.width();
  const auto bin = [&](double price) {
    // A close a rounding outside the range still belongs to its edge.
    const double place = std::clamp((price - all.low) * per_price, 0.0, kBins - 1);
    return static_cast<std::size_t>(static_cast<int>(place));
  };
  std::array<double, kProfileBins> bins{};
  for (std::size_t i = 0; i < window.rows(); ++i)
    bins[bin(window.close[i])] += window.volume[i];
  const auto largest = std::ranges::max_element(bins);
  if (!(*largest > 0)) return std::nullopt;
  const double place = static_cast<double>(largest - bins.begin()) + 0.5;
  return VolumeProfile{flat ? all.middle() : all.low + place * all.width() / kBins,
                       bins[bin(window.close.back())]};
}

}  // namespace scand::lib::indicator
