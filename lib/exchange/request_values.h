#pragma once
// What the placeholders of a route stand for, worked out from what is wanted.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/request_build.h"

namespace scand::lib::exchange {

// The times of a range of candles, open times in ms UTC. `newest` is the running candle, or, when
// older candles are asked for, the last one before them.
struct CandleRange {
  std::int64_t start_ms = 0, newest_ms = 0, end_ms = 0;  // end: close of the newest
};
[[nodiscard]] CandleRange candle_range(proto::Interval interval, std::uint32_t rows,
                                       std::int64_t now_ms, std::optional<std::int64_t> before_ms);

// One of: id, interval, rows, cursor, and start, newest, end, now, before each with _ms, _s, _iso.
[[nodiscard]] bool known_placeholder(std::string_view name);

// nullopt: there is no value this time (no cursor, no `before`, no interval). `rows` is the number
// of candles the call asks for, `interval` the venue's spelling.
[[nodiscard]] std::optional<std::string> placeholder_value(std::string_view name, std::int64_t plus,
                                                           const RequestParams& params,
                                                           std::uint32_t rows,
                                                           const std::string& interval);

}  // namespace scand::lib::exchange
