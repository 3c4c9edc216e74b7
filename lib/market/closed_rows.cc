#include "lib/market/closed_rows.h"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <vector>

#include "lib/market/candles.h"

namespace scand::lib {
namespace {

// Rows that run against the body's own direction (oldest or newest first, whichever fits better).
std::uint32_t count_reordered(const std::vector<std::int64_t>& times) {
  std::uint32_t up = 0;
  std::uint32_t down = 0;
  for (std::size_t i = 1; i < times.size(); ++i) {
    up += times[i] > times[i - 1] ? 1U : 0U;
    down += times[i] < times[i - 1] ? 1U : 0U;
  }
  return std::min(up, down);
}

// Of two rows of one candle, the one with the greater key is the later state.
auto state(const Candles& c, std::size_t row) {
  return std::tuple(c.volume[row], c.high[row] - c.low[row], c.close[row], c.open[row],
                    c.high[row]);
}

}  // namespace

ClosedRows closed_rows(const Candles& raw, proto::Interval interval, std::int64_t exchange_now_ms,
                       std::int64_t grace_ms) {
  ClosedRows result;
  result.reordered = count_reordered(raw.time);
  const std::int64_t length = proto::length_ms(interval);
  // The newest open time of a closed candle. Subtracted on this side, so that no time from outside
  // can overflow.
  const std::int64_t newest = exchange_now_ms - grace_ms - length;
  std::vector<std::size_t> rows;
  rows.reserve(raw.size());
  for (std::size_t row = 0; row < raw.size(); ++row) {
    const std::int64_t time = raw.time[row];
    if (!usable(raw, row) || time < 0 || time > exchange_now_ms + length)
      ++result.rejected;
    else if (proto::open_at(interval, time) != time)
      ++result.misaligned;
    else if (time > newest)
      ++result.running_dropped;
    else
      rows.push_back(row);
  }
  std::ranges::sort(rows, [&raw](std::size_t a, std::size_t b) {
    if (raw.time[a] != raw.time[b]) return raw.time[a] < raw.time[b];
    return state(raw, a) > state(raw, b);
  });
  result.candles.reserve(rows.size());
  for (const std::size_t row : rows) {
    if (!result.candles.empty() && result.candles.time.back() == raw.time[row])
      ++result.duplicates;
    else
      result.candles.push_back(raw, row);
  }
  return result;
}

}  // namespace scand::lib
