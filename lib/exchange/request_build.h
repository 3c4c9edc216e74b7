#pragma once
// A route and what is wanted -> the URL to get, what it costs and how many rows may come.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/venue_error.h"
#include "lib/failure.h"
#include "lib/rate/limiter.h"

namespace scand::lib::exchange {

struct RequestParams {
  std::string market_id;                           // candle routes, and single-market routes
  proto::Interval interval = proto::Interval::h1;  // one of MarketRules::intervals
  std::uint32_t rows = 0;                          // wanted; 0: as many as one call gives
  std::int64_t now_ms = 0;                         // UTC
  std::optional<std::int64_t> before_ms;           // older candles only: rows that open before this
  std::string cursor;                              // from the page before; empty: the first
};

struct BuiltRequest {
  std::string url;
  HeaderList headers;
  rate::Cost cost;
  std::uint32_t rows = 0;  // candle rows to expect at most
};

// Errors: unsupported_timeframe (the venue has no such interval of its own), internal (a
// placeholder without a value).
[[nodiscard]] Result<BuiltRequest> build_request(const Descriptor& descriptor,
                                                 const MarketRules& market, const Route& route,
                                                 const RequestParams& params);

// True when the route can be asked for rows before a given time.
[[nodiscard]] bool can_page_back(const Route& route);

// How an interval is got: asked from the venue (factor 1), or `factor` candles of `source` make
// one.
struct IntervalPlan {
  proto::Interval source = proto::Interval::h1;
  std::uint32_t factor = 1;
  friend bool operator==(const IntervalPlan&, const IntervalPlan&) = default;
};
// nullopt: neither.
[[nodiscard]] std::optional<IntervalPlan> plan_interval(const MarketRules& market,
                                                        proto::Interval interval);

}  // namespace scand::lib::exchange
