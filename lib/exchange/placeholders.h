#pragma once
// Placeholders in a route's path and query: "{id}", "{start_s}", "{before_ms-1}". How they are
// written, and what they stand for in one request. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "proto/interval.h"

namespace scand::lib::exchange {

// A name and, for numbers, a whole number that is added to it.
struct Placeholder {
  std::string name;
  std::int64_t plus = 0;
  friend bool operator==(const Placeholder&, const Placeholder&) = default;
};
using Piece = std::variant<std::string, Placeholder>;

// The text cut into plain parts and placeholders. nullopt when braces do not match or a placeholder
// is malformed.
[[nodiscard]] std::optional<std::vector<Piece>> split_placeholders(std::string_view text);

// True for: id, interval, rows, cursor, and start, newest, end, now, before each with _ms, _s or
// _iso.
[[nodiscard]] bool known_placeholder(std::string_view name);

// What one request asks for.
struct RequestParams {
  std::string market_id;                           // of candle routes and single-market routes
  proto::Interval interval = proto::Interval::h1;  // one of MarketRules::intervals
  std::uint32_t rows = 0;                          // wanted; 0: as many as one call gives
  std::int64_t now_ms = 0;                         // UTC
  std::optional<std::int64_t> before_ms;           // only candles that open before this
  std::string cursor;                              // from the page before; empty: the first page
};

// The times of a range of candles, in ms UTC. `newest` is the running candle; with `before_ms` it
// is the last candle that opens before that.
struct CandleRange {
  std::int64_t start_ms = 0, newest_ms = 0;  // when the oldest and the newest open
  std::int64_t end_ms = 0;                   // when the newest closes
};
[[nodiscard]] CandleRange candle_range(proto::Interval interval, std::uint32_t rows,
                                       std::int64_t now_ms, std::optional<std::int64_t> before_ms);

// The text that a placeholder stands for, not encoded yet. nullopt when it has no value this time
// (no cursor, no `before_ms`, no interval) or is unknown. `rows` is the number of candles that the
// call asks for, `interval` the exchange's spelling of it.
[[nodiscard]] std::optional<std::string> placeholder_value(const Placeholder& placeholder,
                                                           const RequestParams& params,
                                                           std::uint32_t rows,
                                                           const std::string& interval);

// Percent-encodes every byte but letters, digits and "-._~" (RFC 3986, "unreserved").
[[nodiscard]] std::string url_encode(std::string_view text);

}  // namespace scand::lib::exchange
