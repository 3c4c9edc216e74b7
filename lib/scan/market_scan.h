#pragma once
// From the candle pages of one market to its signal, or to the reason why it has none. Pure.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "lib/exchange/candles_decode.h"
#include "lib/market/normalise.h"
#include "lib/scan/candle_plan.h"
#include "lib/scan/universe.h"
#include "lib/signal/config.h"
#include "proto/scan_task.h"
#include "proto/signal.h"

namespace scand::lib {

struct MarketScanRules {
  std::int64_t close_grace_ms = 2000;  // a candle counts as closed this long after its close
  double gap_ratio_max = kMostGapRatio;
  signal::SignalConfig signals;  // must be valid
};

struct MarketOutcome {
  std::optional<proto::Signal> signal;  // without the exchange's name
  std::string_view skipped;             // one of skip:: when there is no signal
};

// `pages`: one for each of plan.calls, with rows in the exchange's order; pages may overlap.
[[nodiscard]] MarketOutcome scan_market(const ChosenMarket& market, const proto::TaskKey& key,
                                        const CandlePlan& plan,
                                        const std::vector<exchange::CandlesPage>& pages,
                                        std::int64_t exchange_now_ms, const MarketScanRules& rules);

}  // namespace scand::lib
