#pragma once
// Exponential moving average: alpha = 2 / (period + 1), seeded with the simple mean of the first
// `period` values, so that it depends on where the window begins.

#include <array>
#include <cstddef>
#include <optional>

#include "lib/indicator/sma.h"
#include "lib/indicator/window.h"

namespace scand::lib::indicator {

// One running average; as long as `seed`.
class RunningEma {
 public:
  explicit RunningEma(Column seed)
      : alpha_(2.0 / (static_cast<double>(seed.size()) + 1)), value_(mean(seed)) {}
  void add(double value) { value_ += alpha_ * (value - value_); }
  [[nodiscard]] double value() const { return value_; }

 private:
  double alpha_, value_;
};

// The average at the last value; nullopt with fewer than `period` values.
[[nodiscard]] std::optional<double> ema(Column values, std::size_t period);

// Several at once: each waits only for itself, so six cost little more than one. nullopt where the
// period is longer than the values.
inline constexpr std::size_t kEmaBatch = 6;
[[nodiscard]] std::array<std::optional<double>, kEmaBatch> emas(
    Column values, const std::array<std::size_t, kEmaBatch>& periods);

}  // namespace scand::lib::indicator
