#pragma once
// From a route and what is wanted to the request: URL, headers, cost. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/placeholders.h"
#include "lib/exchange/reply.h"
#include "lib/failure.h"
#include "lib/rate/limiter.h"

namespace scand::lib::exchange {

struct BuiltRequest {
  std::string url;
  HeaderList headers;
  rate::Cost cost;
  std::uint32_t rows = 0;  // the most candle rows that the answer may have
};

// Errors: unsupported_timeframe (the exchange itself lacks the interval), internal (a placeholder
// in the path has no value).
[[nodiscard]] Result<BuiltRequest> build_request(const Descriptor& descriptor,
                                                 const MarketRules& market, const Route& route,
                                                 const RequestParams& params);

// True when the route can be asked for rows older than a given time.
[[nodiscard]] bool can_page_back(const Route& route);

// How to get the candles of an interval: from the exchange itself (factor 1), or by building each
// from `factor` candles of `source`.
struct IntervalPlan {
  proto::Interval source = proto::Interval::h1;
  std::uint32_t factor = 1;
  friend bool operator==(const IntervalPlan&, const IntervalPlan&) = default;
};
// nullopt when neither is possible.
[[nodiscard]] std::optional<IntervalPlan> plan_interval(const MarketRules& market,
                                                        proto::Interval interval);

}  // namespace scand::lib::exchange
