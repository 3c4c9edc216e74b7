#pragma once
// Builds the candles of a longer interval from those of a shorter one.

#include <cstddef>

#include "lib/market/candles.h"
#include "proto/interval.h"

namespace scand::lib {

// True when whole candles of `from` make one of `to` and both open on the same grid (a week's days
// begin on Monday).
[[nodiscard]] bool can_aggregate(proto::Interval from, proto::Interval to);

// How many candles of `from` make `rows` of `to`.
[[nodiscard]] std::size_t source_rows(std::size_t rows, proto::Interval from, proto::Interval to);

// `candles`: closed, of length `from`, strictly ascending. Only whole candles come out: one is made
// when the input reaches from its open to its close, i.e. does not begin later or end earlier.
// A hole inside it is a time without trades: the candle is made of the others, and one without any
// is left out, a hole like any other. Needs can_aggregate(from, to).
[[nodiscard]] Candles aggregate(const Candles& candles, proto::Interval from, proto::Interval to);

}  // namespace scand::lib
