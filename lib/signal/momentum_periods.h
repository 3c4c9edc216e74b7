#pragma once
// Over how many candles momentum is taken, by interval.

#include "lib/indicator/indicator_set.h"
#include "proto/interval.h"

namespace scand::lib::signal {

// A preset's own periods; another interval takes those of the preset nearest by ratio of durations,
// of two equally near ones the shorter.
[[nodiscard]] indicator::MomentumPeriods momentum_periods(proto::Interval interval);

}  // namespace scand::lib::signal
