#pragma once
// Slow stochastic: where the close lies in the range of the last `fast` candles, smoothed twice by
// simple means (%K, then %D).

#include <cstddef>
#include <optional>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

struct StochasticPeriods {
  std::size_t fast = 14, slow_k = 3, slow_d = 3;
};

struct Stochastic {
  double k = 0, d = 0;  // 0..100
};

// At the last candle. nullopt with fewer than fast + slow_k + slow_d - 2 rows, and when one of the
// ranges it needs is empty: a close has no place in a range without width.
[[nodiscard]] std::optional<Stochastic> stochastic(const Window& window,
                                                   const StochasticPeriods& periods = {});

}  // namespace scand::lib::indicator
