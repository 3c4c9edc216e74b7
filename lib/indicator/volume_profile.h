#pragma once
// At which prices the window's volume was traded: equal bins between its lowest low and its highest
// high, each candle's volume counted at its close.

#include <cstddef>
#include <optional>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

inline constexpr std::size_t kProfileBins = 50;

struct VolumeProfile {
  double point_of_control = 0;  // middle of the largest bin, the lowest of equals; quote currency
  double volume_at_close = 0;   // base units in the bin of the last close
};

// nullopt when nothing was traded. A window without width is one bin at its price.
[[nodiscard]] std::optional<VolumeProfile> volume_profile(const Window& window);

}  // namespace scand::lib::indicator
