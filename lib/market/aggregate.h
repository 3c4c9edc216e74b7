#pragma once
// Builds the candles of a longer interval from those of a shorter one. Pure.

#include <cstddef>

#include "lib/market/candles.h"
#include "proto/interval.h"

namespace scand::lib {

// True when a whole number of candles of `from` makes one of `to` and both open on the same grid.
// All grids are UTC; weeks begin on Monday.
[[nodiscard]] bool can_aggregate(proto::Interval from, proto::Interval to);

// How many candles of `from` it takes for `rows` of `to`. Needs can_aggregate(from, to).
[[nodiscard]] std::size_t source_rows(std::size_t rows, proto::Interval from, proto::Interval to);

// `candles`: closed, of length `from`, strictly ascending. A candle of `to` is built only when the
// input covers it from open to close. A hole in the input counts as a time without trades: the
// candle is built from the rows there are, and without any row it is left out, a hole like any
// other. Needs can_aggregate(from, to).
[[nodiscard]] Candles aggregate(const Candles& candles, proto::Interval from, proto::Interval to);

}  // namespace scand::lib
