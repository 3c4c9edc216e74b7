#pragma once
// Whether the market has a direction: ADX and Ichimoku (TA-Lib: ADX, PLUS_DI, MINUS_DI).

#include <cstddef>
#include <optional>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

// Average directional index with its two directional indicators (Wilder 1978). 0..100; all zero for
// prices that did not move.
struct Adx {
  double adx = 0, plus_di = 0, minus_di = 0;
};

// At the last candle; nullopt with fewer than 2 * period rows.
[[nodiscard]] std::optional<Adx> adx(const Window& window, std::size_t period);

struct Cloud {
  double span_a = 0, span_b = 0;
};

// Ichimoku kinko hyo (Hosoda): middles of the price ranges of 9, 26 and 52 candles. Quote currency.
struct Ichimoku {
  double tenkan = 0, kijun = 0;
  std::optional<Cloud> cloud;  // from 78 rows on
};

// At the last candle; nullopt with fewer than 26 rows. The cloud is the one that a chart shows at
// this candle: its spans were computed 26 candles ago and drawn 26 ahead.
[[nodiscard]] std::optional<Ichimoku> ichimoku(const Window& window);

}  // namespace scand::lib::indicator
