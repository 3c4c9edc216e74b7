#pragma once
// How much more was traded in the last candle than in those before it.

#include <cstddef>
#include <optional>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

// Last volume over the mean of the `count` before it; nullopt with fewer than count + 1 rows, and
// when nothing was traded in those.
[[nodiscard]] std::optional<double> volume_ratio(Column volume, std::size_t count);

}  // namespace scand::lib::indicator
