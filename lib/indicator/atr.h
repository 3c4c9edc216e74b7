#pragma once
// Average true range: Wilder's average, seeded with the mean of the first `period` true ranges.

#include <cstddef>
#include <optional>
#include <vector>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

// Quote currency, one value for each row from row `period` on, oldest first. Empty with `period`
// rows or fewer.
[[nodiscard]] std::vector<double> atr_series(const Window& window, std::size_t period);

// Where the last candle's ATR, as a share of its close, stands in the window: for one value v of n,
// v is above the p-th percentile (linear interpolation) exactly when below > p * (n - 1).
struct AtrRank {
  std::size_t below = 0;  // values of ATR/close that are less than the last one's
  std::size_t count = 0;  // values in the window
  [[nodiscard]] bool above(double percentile) const {
    return count > 0 && static_cast<double>(below) > percentile * static_cast<double>(count - 1);
  }
};

// `series` as atr_series made it from these closes.
[[nodiscard]] AtrRank atr_rank(Column close, const std::vector<double>& series);

}  // namespace scand::lib::indicator
