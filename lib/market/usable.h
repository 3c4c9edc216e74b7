#pragma once
// Which candles can be reckoned with, whatever their time.

#include <cstddef>

#include "lib/market/candles.h"

namespace scand::lib {

// True when the prices are numbers from 1e-30 to 1e30, the low is not above the high, and the
// volume is a number from 0 to 1e40. Those bounds keep every sum and square of a window finite; no
// market is near them. An open or close outside the range is let pass: some exchanges take the open
// from the candle before.
[[nodiscard]] bool usable(const Candles& candles, std::size_t row);

// Candles without those that are not usable, in the same order.
[[nodiscard]] Candles usable_only(const Candles& candles);

// How many of them are usable.
[[nodiscard]] std::size_t count_usable(const Candles& candles);

}  // namespace scand::lib
