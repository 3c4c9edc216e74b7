#pragma once
// Second opinions on a signal, in a full analysis: how strong is the trend, how united are the
// components, how good is the entry? Pure.

#include <optional>

#include "lib/indicator/indicator_set.h"
#include "lib/signal/score.h"
#include "proto/signal.h"

namespace scand::lib::signal {

[[nodiscard]] proto::Advanced advanced(const indicator::IndicatorSet& set, const Score& score,
                                       proto::Side side);

// How good an entry is now, 0..100: high for a pull-back in a trend that has the signal's
// direction, low for a price that has already run away from EMA 21 or beyond its Bollinger band.
// `trend` is the trend component in [-1, 1]. nullopt for HOLD, and without ATR or bands.
[[nodiscard]] std::optional<double> opportunity_score(const indicator::IndicatorSet& set,
                                                      double trend, proto::Side side);

}  // namespace scand::lib::signal
