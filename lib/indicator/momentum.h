#pragma once
// How fast and how one-sidedly the price moves: momentum, RSI, MACD and the slow stochastic
// (TA-Lib: ROCP, RSI, MACD, STOCH).

#include <cstddef>
#include <optional>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

// The change of the close over some candles, as a fraction and as a logarithm.
struct Momentum {
  double change = 0;      // close / close[n] - 1: what is reported
  double log_change = 0;  // ln(close / close[n]): what is scored; 1/price gives its exact opposite
};

// Over the last `period` candles; nullopt with `period` closes or fewer.
[[nodiscard]] std::optional<Momentum> momentum(Column close, std::size_t period);

// Root mean square of the one-candle log returns: the size of a usual step. The mean is not taken
// off, so that a steady rise still has momentum. 0 with fewer than two closes.
[[nodiscard]] double log_return_rms(Column close);

// Relative strength index (Wilder 1978): 100 * rise / (rise + fall), where both are Wilder's
// averages, seeded with the mean of the first `period` changes. 0..100 at the last close. nullopt
// with `period` closes or fewer, and for prices that did not move: there is nothing to compare.
[[nodiscard]] std::optional<double> rsi(Column close, std::size_t period);

struct MacdPeriods {
  std::size_t fast = 12, slow = 26, signal = 9;  // fast < slow
};

// Moving average convergence/divergence, in quote currency. histogram = line - signal.
struct Macd {
  double line = 0, signal = 0, histogram = 0;
};

// At the last close. Both averages start where the slow one can: the fast one's seed is the `fast`
// closes that end there, the signal's seed the first `signal` values of the line (as in TA-Lib).
// nullopt with fewer than slow + signal - 1 closes.
[[nodiscard]] std::optional<Macd> macd(Column close, const MacdPeriods& periods = {});

struct StochasticPeriods {
  std::size_t fast = 14, slow_k = 3, slow_d = 3;
};

// Slow stochastic (Lane): where the close lies in the range of the last `fast` candles, smoothed
// twice by simple means (%K, then %D). 0..100.
struct Stochastic {
  double k = 0, d = 0;
};

// At the last candle. nullopt with fewer than fast + slow_k + slow_d - 2 rows, and when one of the
// ranges has no width: a close has no place in it.
[[nodiscard]] std::optional<Stochastic> stochastic(const Window& window,
                                                   const StochasticPeriods& periods = {});

}  // namespace scand::lib::indicator
