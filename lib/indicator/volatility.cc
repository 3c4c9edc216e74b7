#include "lib/indicator/volatility.h"

#include "lib/indicator/moving_averages.h"

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

std::optional<Bollinger> bollinger(Column close, std::size_t period, double width) {
  const auto middle = sma(close, period);
  if (!middle) return std::nullopt;
  // Deviations from the mean, not sums of squares: those lose every digit in a calm market.
  double squares = 0;
  for (const double value : close.last(period))
    squares += (value - *middle) * (value - *middle);
  const double sigma = std::sqrt(squares / static_cast<double>(period));
  return Bollinger{*middle + width * sigma, *middle, *middle - width * sigma};
}

std::optional<double> band_position(const Bollinger& bands, double close) {
  const double span = bands.upper - bands.lower;
  if (is_zero(span, close)) return std::nullopt;
  return (close - bands.lower) / span;
}

}  // namespace scand::lib::indicator
