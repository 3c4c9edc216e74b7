#include "lib/indicator/momentum.h"

#include <algorithm>
#include <cmath>

#include "lib/indicator/moving_averages.h"

namespace scand::lib::indicator {
namespace {

// Unsmoothed %K, `back` rows before the last.
std::optional<double> fast_k(const Window& window, std::size_t count, std::size_t back) {
  const Range r = range(window, count, back);
  const double close = window.close[window.rows() - 1 - back];
  if (is_zero(r.width(), close)) return std::nullopt;
  return 100 * (close - r.low) / r.width();
}

}  // namespace

std::optional<Momentum> momentum(Column close, std::size_t period) {
  if (period == 0 || close.size() <= period) return std::nullopt;
  const double ratio = close.back() / close[close.size() - 1 - period];
  return Momentum{ratio - 1, std::log(ratio)};
}

double log_return_rms(Column close) {
  if (close.size() < 2) return 0;
  double squares = 0;
  for (std::size_t i = 1; i < close.size(); ++i) {
    const double step = std::log(close[i] / close[i - 1]);
    squares += step * step;
  }
  return std::sqrt(squares / static_cast<double>(close.size() - 1));
}

std::optional<double> rsi(Column close, std::size_t period) {
  if (period == 0 || close.size() <= period) return std::nullopt;
  const double share = 1.0 / static_cast<double>(period);
  const double keep = 1.0 - share;
  double rise = 0;
  double fall = 0;
  for (std::size_t i = 1; i <= period; ++i) {
    const double change = close[i] - close[i - 1];
    rise += std::max(change, 0.0) * share;
    fall += std::max(-change, 0.0) * share;
  }
  for (std::size_t i = period + 1; i < close.size(); ++i) {
    const double change = close[i] - close[i - 1];
    rise = rise * keep + std::max(change, 0.0) * share;
    fall = fall * keep + std::max(-change, 0.0) * share;
  }
  if (is_zero(rise + fall, close.back())) return std::nullopt;
  return 100 * rise / (rise + fall);
}

std::optional<Macd> macd(Column close, const MacdPeriods& periods) {
  const std::size_t seeded = periods.slow + periods.signal - 1;
  if (periods.signal == 0 || periods.fast > periods.slow || close.size() < seeded)
    return std::nullopt;
  RunningEma slow(close.first(periods.slow));
  RunningEma fast(close.subspan(periods.slow - periods.fast, periods.fast));
  double line = fast.value() - slow.value();
  double sum = line;
  const auto step = [&](double value) {
    slow.add(value);
    fast.add(value);
    line = fast.value() - slow.value();
  };
  for (std::size_t i = periods.slow; i < seeded; ++i) {
    step(close[i]);
    sum += line;
  }
  const double count = static_cast<double>(periods.signal);
  const double alpha = 2.0 / (count + 1);
  double signal = sum / count;
  for (const double value : close.subspan(seeded)) {
    step(value);
    signal += alpha * (line - signal);
  }
  return Macd{line, signal, line - signal};
}

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
