#pragma once
// Simple moving average.

#include <cstddef>
#include <optional>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

// Mean of all values; needs at least one.
[[nodiscard]] double mean(Column values);

// Mean of the last `period` values; nullopt with fewer.
[[nodiscard]] std::optional<double> sma(Column values, std::size_t period);

}  // namespace scand::lib::indicator
