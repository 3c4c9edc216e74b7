#pragma once
// Second opinions on a signal: how strong the trend, how united the components, how good the entry.

#include <optional>

#include "lib/indicator/indicator_set.h"
#include "lib/signal/score.h"
#include "proto/signal.h"

namespace scand::lib::signal {

[[nodiscard]] proto::Advanced advanced(const indicator::IndicatorSet& set, const Score& score,
                                       proto::Side side);

// 0..100: high for a pull-back in a trend of the signal's own direction, low for a price that has
// already run away from EMA 21 or beyond its band. nullopt for HOLD, and without ATR or bands.
[[nodiscard]] std::optional<double> opportunity_score(const indicator::IndicatorSet& set,
                                                      double trend, proto::Side side);

}  // namespace scand::lib::signal
