#include "lib/indicator/sma.h"

namespace scand::lib::indicator {

double mean(Column values) {
  double sum = 0;
  for (const double value : values)
    sum += value;
  return sum / static_cast<double>(values.size());
}

std::optional<double> sma(Column values, std::size_t period) {
  if (period == 0 || values.size() < period) return std::nullopt;
  return mean(values.last(period));
}

}  // namespace scand::lib::indicator
