#include "lib/indicator/atr.h"

#include "lib/indicator/true_range.h"

namespace scand::lib::indicator {

std::vector<double> atr_series(const Window& window, std::size_t period) {
  std::vector<double> series;
  if (period == 0 || window.rows() <= period) return series;
  series.resize(window.rows() - period);
  const double share = 1.0 / static_cast<double>(period);
  const double keep = 1.0 - share;
  double average = 0;
  for (std::size_t i = 1; i <= period; ++i)
    average += true_range(window, i) * share;
  series[0] = average;
  for (std::size_t i = period + 1; i < window.rows(); ++i) {
    average = average * keep + true_range(window, i) * share;
    series[i - period] = average;
  }
  return series;
}

AtrRank atr_rank(Column close, const std::vector<double>& series) {
  AtrRank rank{0, series.size()};
  if (series.empty()) return rank;
  const Column last = close.last(series.size());
  const double now = series.back() / last.back();
  for (std::size_t i = 0; i < series.size(); ++i)
    rank.below += series[i] / last[i] < now ? 1U : 0U;
  return rank;
}

}  // namespace scand::lib::indicator
