#pragma once
// What kind of market this is: trending, volatile or ranging; and how volatile it is by its own
// standard, i.e. against the rest of the window. Pure.

#include "lib/indicator/indicator_set.h"
#include "lib/signal/config.h"
#include "proto/signal.h"

namespace scand::lib::signal {

// Trending when ADX is at least trending_adx; else volatile when ATR/close is above the percentile;
// else ranging. Confidence: trending ADX / (2 * trending_adx), at most 1; ranging 1 minus that;
// volatile the share of the window's ATR/close values that are below the last one.
[[nodiscard]] proto::MarketRegime market_regime(const indicator::IndicatorSet& set,
                                                const RegimeRules& rules);

}  // namespace scand::lib::signal
