#pragma once
// The components of the score: what each indicator says about the market as a number in [-1, 1],
// positive for a rise. Pure; docs/signals.md gives the formulas for users.
//
// Rises and falls are treated alike. Each move is measured in the market's own scale (ATR, usual
// step, sigma), so that a cheap coin or a wild one scores like any other.

#include <vector>

#include "lib/indicator/indicator_set.h"
#include "lib/signal/config.h"
#include "proto/interval.h"

namespace scand::lib::signal {

using indicator::Depth;
using indicator::IndicatorSet;
using indicator::MomentumPeriods;

struct ComponentScore {
  Component component = Component::momentum_short;
  double value = 0;  // raw: what the score was made of; components.cc says what for each
  double score = 0;  // [-1, 1]
};

// The components of that depth, in their fixed order. One whose indicator is absent (ichimoku in a
// young market) is left out; one whose scale is zero (a market that does not move) scores 0.
[[nodiscard]] std::vector<ComponentScore> components(const IndicatorSet& set, Depth depth,
                                                     const MomentumPeriods& periods,
                                                     const Scales& scales);

// The score of an RSI: rises to 1 at 50 + rsi_full, then falls to 0 at 50 + rsi_exhausted, since an
// exhausted move is no reason to enter. Odd around 50.
[[nodiscard]] double rsi_score(double rsi, const Scales& scales);

// Over how many candles momentum is measured at an interval. Five intervals have presets of their
// own; another takes those of the preset that is nearest by ratio of durations, of two equally near
// ones the shorter.
[[nodiscard]] MomentumPeriods momentum_periods(proto::Interval interval);

}  // namespace scand::lib::signal
