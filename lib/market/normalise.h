#pragma once
// From the candles that a body held, whatever their order and faults, to the window that is
// analysed: closed, oldest first, without holes; and whether it may be analysed at all.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/market/candles.h"
#include "lib/market/window_rows.h"
#include "proto/interval.h"

namespace scand::lib {

inline constexpr double kMostGapRatio = 0.10;

struct NormaliseOptions {
  proto::Interval interval = proto::Interval::h1;  // what comes out
  // What goes in, where the exchange lacks `interval`; can_aggregate(source, interval).
  std::optional<proto::Interval> source;
  std::int64_t exchange_now_ms = 0;  // UTC by the exchange's own clock
  std::int64_t grace_ms = 2000;
  std::size_t rows = kFullRows;  // at most that many come out, the newest
  double gap_ratio_max = kMostGapRatio;
};

// In this order: the first that holds.
enum class CandleVerdict : std::uint8_t {
  ok,
  empty,                 // no closed candle at all
  stale,                 // the newest closed one ended more than one interval + grace ago
  insufficient_history,  // fewer than kMinRows
  gapped,                // more than gap_ratio_max of the window was filled
};
[[nodiscard]] std::string_view name(CandleVerdict verdict);  // "insufficient_history"

// Counts of the body's rows are in candles of the source interval.
struct Normalised {
  Candles candles;  // every opening time from the first to the last, once
  CandleVerdict verdict = CandleVerdict::empty;
  std::uint32_t rejected = 0, misaligned = 0, duplicates = 0, reordered = 0, running_dropped = 0;
  std::uint32_t filled = 0;  // rows of `candles` made flat at the close before, without volume
  double gap_ratio = 0;      // share of the window's source candles that were not there
  std::int64_t newest_close_ms = 0;  // close of the last candle; 0: none
};

// Pure; costs a sort. A rejected row leaves a hole like one that never came. Holes after the
// newest candle are not filled: they are what makes a market stale.
[[nodiscard]] Normalised normalise(const Candles& raw, const NormaliseOptions& options);

}  // namespace scand::lib
