#pragma once
// Costs and limits as whole thousandths of a unit. Integers add up exactly, however long a sum
// runs; doubles would drift.
// Small: gcra.h, sliding_log.h and bucket.h share it.

#include <cmath>
#include <cstdint>

namespace scand::lib::rate {

using Units = std::int64_t;  // thousandths

// Rounded to the safe side: a cost never down, a limit never up. The 1e-6 absorbs the error of the
// multiplication, so that 0.1 becomes 100 and not 101.
[[nodiscard]] inline Units cost_units(double value) {
  return static_cast<Units>(std::ceil(value * 1000.0 - 1e-6));
}
[[nodiscard]] inline Units limit_units(double value) {
  return static_cast<Units>(std::floor(value * 1000.0 + 1e-6));
}
[[nodiscard]] inline double as_double(Units units) {
  return static_cast<double>(units) / 1000.0;
}

}  // namespace scand::lib::rate
