#pragma once
// From the candles of a response body, in whatever order and with whatever faults, to the window
// that is analysed: closed candles, oldest first, without holes. And whether it may be analysed at
// all. Pure; docs/signals.md ("Candles") gives the rules to users.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/market/candles.h"
#include "proto/interval.h"

namespace scand::lib {

// How many closed candles a full and a quick analysis read. Together with the running candle and a
// few to spare, the full window stays below 300: every exchange gives that many in one request.
inline constexpr std::size_t kFullRows = 290;
inline constexpr std::size_t kQuickRows = 110;
// With fewer there is no analysis: the longest momentum looks back 60 candles.
inline constexpr std::size_t kMinRows = 62;
static_assert(kMinRows <= kQuickRows && kQuickRows <= kFullRows && kFullRows < 300);

inline constexpr double kMostGapRatio = 0.10;

struct NormaliseOptions {
  proto::Interval interval = proto::Interval::h1;  // of the window
  // Interval of the raw candles, where the exchange lacks `interval`. Must satisfy
  // can_aggregate(source, interval).
  std::optional<proto::Interval> source;
  std::int64_t exchange_now_ms = 0;  // UTC, by the exchange's own clock
  std::int64_t grace_ms = 2000;      // a candle counts as closed this long after its close
  std::size_t rows = kFullRows;      // the most rows of the window: the newest ones
  double gap_ratio_max = kMostGapRatio;
};

// The first that applies, in the order empty, stale, insufficient_history, gapped.
enum class CandleVerdict : std::uint8_t {
  ok,
  empty,                 // there is no closed candle
  stale,                 // the newest one closed more than one interval + grace ago
  insufficient_history,  // the window has fewer than kMinRows
  gapped,                // more than gap_ratio_max of the window's candles were missing
};
[[nodiscard]] std::string_view name(CandleVerdict verdict);  // "insufficient_history"

// The counts of rejected rows and the like are in candles of the source interval.
struct Normalised {
  Candles candles;  // one row for every opening time from the first to the last
  CandleVerdict verdict = CandleVerdict::empty;
  std::uint32_t rejected = 0, misaligned = 0, duplicates = 0, reordered = 0, running_dropped = 0;
  std::uint32_t filled = 0;  // rows made to fill a hole: flat at the close before, no volume
  double gap_ratio = 0;      // share of the window's source candles that were missing
  std::int64_t newest_close_ms = 0;  // when the last candle closed, UTC; 0: there is none
};

// Costs one sort. A rejected row leaves a hole, as if it had never been sent. Holes after the
// newest candle are not filled: they are what makes a market stale.
[[nodiscard]] Normalised normalise(const Candles& raw, const NormaliseOptions& options);

}  // namespace scand::lib
