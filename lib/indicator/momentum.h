#pragma once
// How far the price went over some candles, and how far it goes in one.

#include <cstddef>
#include <optional>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

struct Momentum {
  double change = 0;      // close / close[n] - 1: what is reported
  double log_change = 0;  // ln(close / close[n]): what is scored, since it is odd under 1/price
};

// Over the last `period` candles; nullopt with `period` closes or fewer.
[[nodiscard]] std::optional<Momentum> momentum(Column close, std::size_t period);

// Root mean square of the one-candle log returns: the size of a usual step. Not centred, so that a
// steady rise has momentum. 0 with fewer than two closes.
[[nodiscard]] double log_return_rms(Column close);

}  // namespace scand::lib::indicator
