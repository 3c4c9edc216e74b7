#pragma once
// Which candle requests a market needs: for the interval itself or for a smaller one to build it
// from, and in how many calls. Pure.

#include <cstdint>
#include <optional>
#include <vector>

#include "lib/exchange/request_build.h"
#include "proto/scan_task.h"

namespace scand::lib {

// An interval that must be built may need more rows than one call gives. At most this many calls
// are made for a market, and what they bring must be enough. (A full window of weeks built from
// days would take seven.)
inline constexpr std::uint32_t kCallsPerMarketMax = 3;

struct CandlePlan {
  proto::Interval source = proto::Interval::h1;  // asked of the exchange
  std::uint32_t factor = 1;                      // so many make one candle of the task's interval
  std::vector<exchange::RequestParams> calls;    // without market id; the newest rows first
};

// `now_ms` is the exchange's time. nullopt: the exchange neither has the interval nor one to build
// it from.
[[nodiscard]] std::optional<CandlePlan> plan_candles(const exchange::MarketRules& market,
                                                     const proto::TaskKey& key,
                                                     std::int64_t now_ms);

}  // namespace scand::lib
