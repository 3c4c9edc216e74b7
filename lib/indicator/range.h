#pragma once
// Lowest low and highest high of a stretch of candles.

#include <cstddef>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

struct Range {
  double low = 0, high = 0;
  [[nodiscard]] double middle() const { return (low + high) / 2; }
  [[nodiscard]] double width() const { return high - low; }
};

// Of `count` rows that end `back` rows before the last; needs rows() >= count + back, count > 0.
[[nodiscard]] Range range(const Window& window, std::size_t count, std::size_t back = 0);

}  // namespace scand::lib::indicator
