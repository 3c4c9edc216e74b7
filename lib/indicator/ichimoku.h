#pragma once
// Ichimoku: middles of price ranges. The cloud is the one under the current candle, so its spans
// are those of 26 candles back.

#include <cstddef>
#include <optional>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

struct Cloud {
  double span_a = 0, span_b = 0;
};

// Quote currency.
struct Ichimoku {
  double tenkan = 0, kijun = 0;
  std::optional<Cloud> cloud;  // from 78 rows on
};

// Ranges of 9, 26 and 52 candles, displaced by 26; nullopt with fewer than 26 rows.
[[nodiscard]] std::optional<Ichimoku> ichimoku(const Window& window);

}  // namespace scand::lib::indicator
