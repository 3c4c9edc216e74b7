#pragma once
// Where a trade on the signal would be wrong, and what it would be for.

#include "lib/indicator/indicator_set.h"
#include "lib/signal/config.h"
#include "proto/signal.h"

namespace scand::lib::signal {

// Entry at the last close. HOLD has neither stop nor target; a level that is not positive is
// nullopt, and what is reckoned from it too; so is everything but entry, support and resistance in
// a market without movement.
[[nodiscard]] proto::RiskReward risk_reward(const indicator::IndicatorSet& set, proto::Side side,
                                            const RiskRules& rules);

}  // namespace scand::lib::signal
