#pragma once
// How far the price swings: true range, ATR and Bollinger bands (TA-Lib: TRANGE, ATR, BBANDS).

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

// True range of row `i` (at least 1): how far the price went since the close before it, a gap
// between the two candles included.
[[nodiscard]] inline double true_range(const Window& window, std::size_t i) {
  const double before = window.close[i - 1];
  return std::max({window.high[i] - window.low[i], std::abs(window.high[i] - before),
                   std::abs(window.low[i] - before)});
}

// Average true range (Wilder 1978), seeded with the mean of the first `period` true ranges. Quote
// currency, oldest first, one value for each row from row `period` on. Empty with `period` rows or
// fewer.
[[nodiscard]] std::vector<double> atr_series(const Window& window, std::size_t period);

// Where the last candle's ATR, as a share of its close, ranks in the window. One value of `count`
// is above the p-th percentile (linear interpolation) exactly when below > p * (count - 1), so no
// percentile has to be computed.
struct AtrRank {
  std::size_t below = 0;  // values of ATR/close that are less than the last one
  std::size_t count = 0;  // values in the window
  [[nodiscard]] bool above(double percentile) const {
    return count > 0 && static_cast<double>(below) > percentile * static_cast<double>(count - 1);
  }
};

// `series`: what atr_series() made of a window with these closes.
[[nodiscard]] AtrRank atr_rank(Column close, const std::vector<double>& series);

// Bollinger bands: the simple mean, and `width` population standard deviations above and below it.
// Quote currency.
struct Bollinger {
  double upper = 0, middle = 0, lower = 0;
};

// Over the last `period` closes; nullopt with fewer.
[[nodiscard]] std::optional<Bollinger> bollinger(Column close, std::size_t period, double width);

// Where a price lies between the bands (%b): 0 at the lower one, 1 at the upper one, below 0 or
// above 1 outside them. nullopt when the bands meet.
[[nodiscard]] std::optional<double> band_position(const Bollinger& bands, double close);

}  // namespace scand::lib::indicator
