#pragma once
// The first half of normalising: from the rows of a response body to the closed candles among them,
// once each and in order. Holes are not filled yet. Pure.

#include <cstdint>

#include "lib/market/candles.h"
#include "proto/interval.h"

namespace scand::lib {

// Rows in = rows out + rejected + misaligned + duplicates + running_dropped.
struct ClosedRows {
  Candles candles;               // strictly ascending by time
  std::uint32_t rejected = 0;    // not usable(), or from the future
  std::uint32_t misaligned = 0;  // no candle of this interval opens at its time
  std::uint32_t duplicates = 0;  // another row of the same time was kept
  std::uint32_t reordered = 0;   // out of place; a body that is newest first throughout has none
  std::uint32_t running_dropped = 0;  // not closed yet
};

// A candle is closed when `exchange_now_ms` has reached its close plus `grace_ms`. Of several rows
// with the same time the one with the most volume is kept: a candle's volume only grows, so that
// row is the latest. Between equal volumes the wider range decides, then the higher close: never
// the order of the rows, so the same rows always give the same candles.
[[nodiscard]] ClosedRows closed_rows(const Candles& raw, proto::Interval interval,
                                     std::int64_t exchange_now_ms, std::int64_t grace_ms);

}  // namespace scand::lib
