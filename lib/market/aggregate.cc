#include "lib/market/aggregate.h"

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace scand::lib {
namespace {

// Merges a later candle into the last one of `to`.
void extend(Candles& to, const Candles& from, std::size_t row) {
  to.high.back() = std::max(to.high.back(), from.high[row]);
  to.low.back() = std::min(to.low.back(), from.low[row]);
  to.close.back() = from.close[row];
  to.volume.back() += from.volume[row];
}

}  // namespace

bool can_aggregate(proto::Interval from, proto::Interval to) {
  // Every grid but the week's begins at the epoch. The week's begins on a Monday, a whole number of
  // days later, so the same test holds for it.
  return proto::length_ms(from) <= proto::length_ms(to) &&
         proto::length_ms(to) % proto::length_ms(from) == 0;
}

std::size_t source_rows(std::size_t rows, proto::Interval from, proto::Interval to) {
  return rows * static_cast<std::size_t>(proto::length_ms(to) / proto::length_ms(from));
}

Candles aggregate(const Candles& candles, proto::Interval from, proto::Interval to) {
  assert(can_aggregate(from, to));
  Candles result;
  if (candles.empty()) return result;
  const std::int64_t length = proto::length_ms(to);
  const std::int64_t begin = candles.time.front();
  const std::int64_t end = candles.time.back() + proto::length_ms(from);
  for (std::size_t row = 0; row < candles.size(); ++row) {
    const std::int64_t open = proto::open_at(to, candles.time[row]);
    if (open < begin || open + length > end) continue;
    if (!result.empty() && result.time.back() == open)
      extend(result, candles, row);
    else
      result.push_back(open, candles.open[row], candles.high[row], candles.low[row],
                       candles.close[row], candles.volume[row]);
  }
  return result;
}

}  // namespace scand::lib
