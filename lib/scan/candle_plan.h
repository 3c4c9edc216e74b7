#pragma once
// Which candle requests one market needs: the interval itself or a smaller one to build it from,
// and in how many calls. Pure.

#include <cstdint>
#include <optional>
#include <vector>

#include "lib/exchange/request_build.h"
#include "proto/scan_task.h"

namespace scand::lib {

// An interval that has to be built may need more rows than one call gives. So many calls a market
// are made for it at most; what they bring has to do (a weekly candle of days would take seven).
inline constexpr std::uint32_t kCallsPerMarketMax = 3;

struct CandlePlan {
  proto::Interval source = proto::Interval::h1;  // asked of the exchange
  std::uint32_t factor = 1;                      // this many make one candle of the task's interval
  std::vector<exchange::RequestParams> calls;    // without market id; newest rows first
};

// `now_ms`: the exchange's time. nullopt: the exchange neither has the interval nor can build it.
[[nodiscard]] std::optional<CandlePlan> plan_candles(const exchange::MarketRules& market,
                                                     const proto::TaskKey& key,
                                                     std::int64_t now_ms);

}  // namespace scand::lib
