#include "lib/indicator/stochastic.h"

#include <algorithm>

#include "lib/indicator/range.h"

namespace scand::lib::indicator {
namespace {

// Unsmoothed %K `back` rows before the last.
std::optional<double> fast_k(const Window& window, std::size_t count, std::size_t back) {
  const Range r = range(window, count, back);
  const double close = window.close[window.rows() - 1 - back];
  if (is_zero(r.width(), close)) return std::nullopt;
  return 100 * (close - r.low) / r.width();
}

}  // namespace

std::optional<Stochastic> stochastic(const Window& window, const StochasticPeriods& periods) {
  const std::size_t needed = periods.slow_k + periods.slow_d - 1;
  if (periods.fast == 0 || periods.slow_k == 0 || periods.slow_d == 0) return std::nullopt;
  if (window.rows() < periods.fast + needed - 1) return std::nullopt;
  // %D is the mean of slow_d means of slow_k values: a value `back` rows ago is in as many of them
  // as its place allows.
  double k_sum = 0;
  double d_sum = 0;
  for (std::size_t back = 0; back < needed; ++back) {
    const auto value = fast_k(window, periods.fast, back);
    if (!value) return std::nullopt;
    if (back < periods.slow_k) k_sum += *value;
    const std::size_t from_new = std::min({back + 1, periods.slow_k, periods.slow_d});
    d_sum += *value * static_cast<double>(std::min(from_new, needed - back));
  }
  const double k_count = static_cast<double>(periods.slow_k);
  return Stochastic{k_sum / k_count, d_sum / (k_count * static_cast<double>(periods.slow_d))};
}

}  // namespace scand::lib::indicator
