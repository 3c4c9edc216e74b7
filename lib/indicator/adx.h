#pragma once
// Average directional index with its two directional indicators, smoothed as Wilder does.

#include <cstddef>
#include <optional>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

// 0..100, all zero for prices that did not move.
struct Adx {
  double adx = 0, plus_di = 0, minus_di = 0;
};

// At the last candle; nullopt with fewer than 2 * period rows.
[[nodiscard]] std::optional<Adx> adx(const Window& window, std::size_t period);

}  // namespace scand::lib::indicator
