#pragma once
// How much was traded, when and at which price: volume ratio, OBV, VWAP and the volume profile
// (TA-Lib: OBV; the others by their usual textbook definitions). Volumes are in base units.

#include <cstddef>
#include <optional>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

// The last candle's volume over the mean of the `count` candles before it. nullopt with fewer than
// count + 1 rows, and when nothing was traded in those before.
[[nodiscard]] std::optional<double> volume_ratio(Column volume, std::size_t count);

// On-balance volume (Granville 1963): starts from the first volume, adds a candle's volume after a
// rise of the close and subtracts it after a fall. 0 without rows. It depends on where the window
// begins; only its changes have a meaning.
[[nodiscard]] double obv(Column close, Column volume);

// Volume-weighted average of the typical price (high + low + close) / 3 over the window, and the
// volume-weighted standard deviation of that price. Quote currency.
struct Vwap {
  double price = 0, sigma = 0;
};

// nullopt when nothing was traded in the window.
[[nodiscard]] std::optional<Vwap> vwap(const Window& window);

// The bins are equal and reach from the window's lowest low to its highest high. Each candle's
// volume counts at its close.
inline constexpr std::size_t kProfileBins = 50;

struct VolumeProfile {
  double point_of_control = 0;  // middle of the largest bin, the lowest of equals; quote currency
  double volume_at_close = 0;   // base units in the bin of the last close
};

// nullopt when nothing was traded. A window without width is one bin at its price.
[[nodiscard]] std::optional<VolumeProfile> volume_profile(const Window& window);

}  // namespace scand::lib::indicator
