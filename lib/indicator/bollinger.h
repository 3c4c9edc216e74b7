#pragma once
// Bollinger bands: the simple mean and `width` population standard deviations either side.

#include <cstddef>
#include <optional>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

struct Bollinger {
  double upper = 0, middle = 0, lower = 0;  // quote currency
};

// Over the last `period` closes; nullopt with fewer.
[[nodiscard]] std::optional<Bollinger> bollinger(Column close, std::size_t period, double width);

// 0 at the lower band, 1 at the upper, outside them below 0 or above 1; nullopt when the bands
// meet.
[[nodiscard]] std::optional<double> band_position(const Bollinger& bands, double close);

}  // namespace scand::lib::indicator
