#pragma once
// Simple and exponential moving averages (TA-Lib: SMA, EMA).
//
// The EMA has alpha = 2 / (period + 1) and starts from the simple mean of the first `period`
// values, as TA-Lib's does. It therefore depends on where the window begins.

#include <array>
#include <cstddef>
#include <optional>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

// Mean of all values. Needs at least one.
[[nodiscard]] double mean(Column values);

// Mean of the last `period` values; nullopt with fewer.
[[nodiscard]] std::optional<double> sma(Column values, std::size_t period);

// One EMA, fed value by value. Its period is the length of `seed`.
class RunningEma {
 public:
  explicit RunningEma(Column seed)
      : alpha_(2.0 / (static_cast<double>(seed.size()) + 1)), value_(mean(seed)) {}
  void add(double value) { value_ += alpha_ * (value - value_); }
  [[nodiscard]] double value() const { return value_; }

 private:
  double alpha_, value_;
};

// The EMA at the last value; nullopt with fewer than `period` values.
[[nodiscard]] std::optional<double> ema(Column values, std::size_t period);

// Six EMAs in one pass. Each step of one EMA waits for the step before, so a processor has time to
// run six side by side for little more than the price of one. The result of each is bit for bit
// that of ema(); nullopt where the period is longer than the values.
inline constexpr std::size_t kEmaBatch = 6;
[[nodiscard]] std::array<std::optional<double>, kEmaBatch> emas(
    Column values, const std::array<std::size_t, kEmaBatch>& periods);

}  // namespace scand::lib::indicator
