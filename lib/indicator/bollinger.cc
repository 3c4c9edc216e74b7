#include "lib/indicator/bollinger.h"

#include <cmath>

#include "lib/indicator/sma.h"

namespace scand::lib::indicator {

std::optional<Bollinger> bollinger(Column close, std::size_t period, double width) {
  const auto middle = sma(close, period);
  if (!middle) return std::nullopt;
  // Around the mean, not from sums of squares: those lose every digit of a calm market.
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
