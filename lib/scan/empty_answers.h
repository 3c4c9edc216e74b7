#pragma once
// An exchange that answers well and says nothing. That is a failure, not a market without signals:
// who is told "success" would take the silence for a finding. What a request's own filters leave
// empty is none of this.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lib/exchange/candles_decode.h"
#include "lib/failure.h"
#include "lib/scan/universe.h"
#include "proto/scan_task.h"

namespace scand::lib {

// An error of kind bad_response: the exchange lists no market of the type, or has no ticker.
[[nodiscard]] base::Status<Failure> expect_lists(const std::vector<Market>& markets,
                                                 const std::vector<Ticker>& tickers,
                                                 std::string_view exchange, proto::MarketType type);

// Whether there is any candle among those of all markets.
class CandleCensus {
 public:
  // A market whose pages have all arrived.
  void count(const ChosenMarket& market, const std::vector<exchange::CandlesPage>& pages);
  // An error of kind bad_response: no market had a candle, though at least one was traded in the
  // last 24 hours by its own ticker. (One that nobody trades may well have none.)
  [[nodiscard]] base::Status<Failure> verdict(std::string_view exchange,
                                              proto::Interval interval) const;

 private:
  std::uint32_t empty_ = 0;
  bool any_candle_ = false, any_traded_ = false;
};

}  // namespace scand::lib
