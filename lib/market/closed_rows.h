#pragma once
// The first half of normalising: from what a body held to the closed candles among it, once each
// and in order. No hole is filled yet.

#include <cstdint>

#include "lib/market/candles.h"
#include "proto/interval.h"

namespace scand::lib {

// rows in = rows out + rejected + misaligned + duplicates + running_dropped.
struct ClosedRows {
  Candles candles;               // strictly ascending by time
  std::uint32_t rejected = 0;    // not usable (market/usable.h), or from the future
  std::uint32_t misaligned = 0;  // the time is not one at which this interval opens
  std::uint32_t duplicates = 0;  // another row of the same time was kept
  std::uint32_t reordered = 0;   // rows out of place; a body that is wholly newest first has none
  std::uint32_t running_dropped = 0;
};

// A candle is closed when `exchange_now_ms` has reached its close plus `grace_ms`. Of rows with the
// same time the one with the most volume is kept: a candle's volume only grows, so that one was
// taken last. Rows of equal volume: the wider range, then the higher close, so that the order in
// the body never decides.
[[nodiscard]] ClosedRows closed_rows(const Candles& raw, proto::Interval interval,
                                     std::int64_t exchange_now_ms, std::int64_t grace_ms);

}  // namespace scand::lib
