#include "lib/market/normalise.h"

#include <algorithm>

#include "lib/market/aggregate.h"
#include "lib/market/closed_rows.h"

namespace scand::lib {
namespace {

// When the window's first row opens; never before the first candle there is.
std::int64_t window_begin(const Candles& candles, std::int64_t length, std::size_t rows) {
  const std::int64_t most = static_cast<std::int64_t>(std::max<std::size_t>(rows, 1)) - 1;
  const std::int64_t slots = (candles.time.back() - candles.time.front()) / length;
  return candles.time.back() - std::min(most, slots) * length;
}

// Writes every row from `begin` to the last candle. A hole becomes a flat candle at the close
// before.
void fill(const Candles& candles, std::int64_t begin, std::int64_t length, Normalised& result) {
  const auto first = std::ranges::lower_bound(candles.time, begin);
  std::size_t row = static_cast<std::size_t>(first - candles.time.begin());
  // `begin` is not before the first candle, so a hole always has a close before it.
  double close = candles.close[row == 0 ? 0 : row - 1];
  Candles& out = result.candles;
  out.reserve(static_cast<std::size_t>((candles.time.back() - begin) / length) + 1);
  for (std::int64_t time = begin; time <= candles.time.back(); time += length) {
    if (candles.time[row] == time) {
      close = candles.close[row];
      out.push_back(candles, row);
      ++row;
    } else {
      out.push_back(time, close, close, close, close, 0);
      ++result.filled;
    }
  }
}

// The share of the source candles from `begin` to `end` that are missing. Measured at the source: a
// built candle hides the holes inside it.
double gap_ratio(const Candles& source, std::int64_t length, std::int64_t begin, std::int64_t end) {
  const auto from = std::ranges::lower_bound(source.time, begin);
  const auto to = std::ranges::lower_bound(source.time, end);
  const std::int64_t expected = (end - begin) / length;
  return static_cast<double>(expected - (to - from)) / static_cast<double>(expected);
}

CandleVerdict judge(const Normalised& result, const NormaliseOptions& options) {
  const std::int64_t age = options.exchange_now_ms - result.newest_close_ms;
  if (age > proto::length_ms(options.interval) + options.grace_ms) return CandleVerdict::stale;
  if (result.candles.size() < kMinRows) return CandleVerdict::insufficient_history;
  return result.gap_ratio > options.gap_ratio_max ? CandleVerdict::gapped : CandleVerdict::ok;
}

}  // namespace

std::string_view name(CandleVerdict verdict) {
  switch (verdict) {
    case CandleVerdict::ok:
      return "ok";
    case CandleVerdict::stale:
      return "stale";
    case CandleVerdict::insufficient_history:
      return "insufficient_history";
    case CandleVerdict::gapped:
      return "gapped";
    case CandleVerdict::empty:
      break;
  }
  return "empty";
}

Normalised normalise(const Candles& raw, const NormaliseOptions& options) {
  const proto::Interval source = options.source.value_or(options.interval);
  ClosedRows closed = closed_rows(raw, source, options.exchange_now_ms, options.grace_ms);
  Normalised result;
  result.rejected = closed.rejected;
  result.misaligned = closed.misaligned;
  result.duplicates = closed.duplicates;
  result.reordered = closed.reordered;
  result.running_dropped = closed.running_dropped;

  const bool built = source != options.interval;
  const Candles longer = built ? aggregate(closed.candles, source, options.interval) : Candles{};
  const Candles& candles = built ? longer : closed.candles;
  if (candles.empty()) return result;
  const std::int64_t length = proto::length_ms(options.interval);
  const std::int64_t begin = window_begin(candles, length, options.rows);
  result.newest_close_ms = candles.time.back() + length;
  fill(candles, begin, length, result);
  result.gap_ratio =
      gap_ratio(closed.candles, proto::length_ms(source), begin, result.newest_close_ms);
  result.verdict = judge(result, options);
  return result;
}

}  // namespace scand::lib
