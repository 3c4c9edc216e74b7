#pragma once
// What kind of market it is: trending, volatile or ranging, and how volatile by its own measure.

#include "lib/indicator/indicator_set.h"
#include "lib/signal/config.h"
#include "proto/signal.h"

namespace scand::lib::signal {

// confidence: trending ADX / (2 * trending_adx), at most 1; ranging 1 less that; volatile the share
// of the window's ATR/close values below the last.
[[nodiscard]] proto::MarketRegime market_regime(const indicator::IndicatorSet& set,
                                                const RegimeRules& rules);

}  // namespace scand::lib::signal
