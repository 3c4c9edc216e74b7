#pragma once
// Costs and limits as whole thousandths of a unit, so that sums are exact however long they run.

#include <cmath>
#include <cstdint>

namespace scand::lib::rate {

using Units = std::int64_t;  // thousandths

// A cost is never rounded down, a limit never up.
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
