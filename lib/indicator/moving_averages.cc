#include "lib/indicator/moving_averages.h"

#include <algorithm>

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

std::optional<double> ema(Column values, std::size_t period) {
  if (period == 0 || values.size() < period) return std::nullopt;
  RunningEma average(values.first(period));
  for (const double value : values.subspan(period))
    average.add(value);
  return average.value();
}

std::array<std::optional<double>, kEmaBatch> emas(
    Column values, const std::array<std::size_t, kEmaBatch>& periods) {
  std::array<double, kEmaBatch> alpha{};  // 0: an average that does not exist stays at 0
  std::array<double, kEmaBatch> average{};
  // Up to the longest seed each average runs alone; from there on they all run in step.
  std::size_t start = 0;
  for (const std::size_t period : periods)
    if (period <= values.size()) start = std::max(start, period);
  for (std::size_t i = 0; i < kEmaBatch; ++i) {
    if (periods[i] > values.size()) continue;
    alpha[i] = 2.0 / (static_cast<double>(periods[i]) + 1);
    average[i] = *ema(values.first(start), periods[i]);
  }
  for (const double value : values.subspan(start))
    for (std::size_t i = 0; i < kEmaBatch; ++i)
      average[i] += alpha[i] * (value - average[i]);
  std::array<std::optional<double>, kEmaBatch> result;
  for (std::size_t i = 0; i < kEmaBatch; ++i)
    if (periods[i] <= values.size()) result[i] = average[i];
  return result;
}

}  // namespace scand::lib::indicator
