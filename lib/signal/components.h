#pragma once
// What each part of the score thinks of a market: a number in [-1, 1], positive for a rise.

#include <vector>

#include "lib/indicator/indicator_set.h"
#include "lib/signal/config.h"

namespace scand::lib::signal {

using indicator::Depth;
using indicator::IndicatorSet;
using indicator::MomentumPeriods;

struct ComponentScore {
  Component component = Component::momentum_short;
  double value = 0;  // raw, what the score was made of; see each function
  double score = 0;  // [-1, 1]
};

// The components of that depth that are present, in their fixed order. A component whose scale is
// zero is present with 0.
[[nodiscard]] std::vector<ComponentScore> components(const IndicatorSet& set, Depth depth,
                                                     const MomentumPeriods& periods,
                                                     const Scales& scales);

// RSI's part: rises to 1 at 50 + rsi_full, falls from there to 0 at 50 + rsi_exhausted; odd
// around 50.
[[nodiscard]] double rsi_score(double rsi, const Scales& scales);

}  // namespace scand::lib::signal
