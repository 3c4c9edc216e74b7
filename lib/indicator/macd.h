#pragma once
// Moving average convergence/divergence of closes.

#include <cstddef>
#include <optional>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

struct MacdPeriods {
  std::size_t fast = 12, slow = 26, signal = 9;  // fast < slow
};

// In quote currency, at the last close. histogram = line - signal.
struct Macd {
  double line = 0, signal = 0, histogram = 0;
};

// Both averages begin where the slow one can: the fast one is seeded with the `fast` closes that
// end there, the signal with the first `signal` values of the line. nullopt with fewer than
// slow + signal - 1 closes.
[[nodiscard]] std::optional<Macd> macd(Column close, const MacdPeriods& periods = {});

}  // namespace scand::lib::indicator
