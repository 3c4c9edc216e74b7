#pragma once
// True range of one candle: how far the price went since the close before it.

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

// Of row `i` >= 1.
[[nodiscard]] inline double true_range(const Window& window, std::size_t i) {
  const double before = window.close[i - 1];
  return std::max({window.high[i] - window.low[i], std::abs(window.high[i] - before),
                   std::abs(window.low[i] - before)});
}

}  // namespace scand::lib::indicator
