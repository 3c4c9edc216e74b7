#pragma once
// Where a trade on the signal would have to be given up (stop), and what it could gain (target).
// Prices in quote currency. Pure.

#include "lib/indicator/indicator_set.h"
#include "lib/signal/config.h"
#include "proto/signal.h"

namespace scand::lib::signal {

// The entry is the last close; support and resistance are the range of the last 20 candles. HOLD,
// and a market that does not move, have nothing more. A stop or target that would not be positive
// is nullopt, and so is what would be computed from it.
[[nodiscard]] proto::RiskReward risk_reward(const indicator::IndicatorSet& set, proto::Side side,
                                            const RiskRules& rules);

}  // namespace scand::lib::signal
