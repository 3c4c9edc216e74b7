#pragma once
// Relative strength index: Wilder's averages of rises and falls, seeded with the mean of the first
// `period` changes.

#include <cstddef>
#include <optional>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

// 0..100 at the last close. nullopt with `period` closes or fewer, and for prices that did not
// move: there is no strength to compare.
[[nodiscard]] std::optional<double> rsi(Column close, std::size_t period);

}  // namespace scand::lib::indicator
