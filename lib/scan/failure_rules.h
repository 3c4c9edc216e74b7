#pragma once
// When does an exchange's scan fail as a whole, beyond its deadline and a stop? An exchange that
// fails is reported; otherwise a few failed markets are counted, and the signals of the others
// delivered. Pure.
//
//   an empty list of markets or tickers             expect_lists
//   a refusal that concerns the whole exchange      MarketFailures::add
//   ten markets in a row fail                       MarketFailures::add
//   more than half of the markets fail              MarketFailures::verdict
//   no market has a single candle, though traded    CandleCensus::verdict
//
// An exchange that answers well and says nothing has failed, too: a user who reads "success" would
// take the silence for a finding. What the request's own filters leave empty is no failure.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lib/exchange/candles_decode.h"
#include "lib/failure.h"
#include "lib/scan/universe.h"
#include "proto/scan_task.h"

namespace scand::lib {

// bad_response when the exchange lists no market of the type, or has no ticker.
[[nodiscard]] base::Status<Failure> expect_lists(const std::vector<Market>& markets,
                                                 const std::vector<Ticker>& tickers,
                                                 std::string_view exchange, proto::MarketType type);

// Counts the markets that failed.
class MarketFailures {
 public:
  using Status = base::Status<Failure>;

  // A market failed. An error means that the whole exchange failed: the failure concerns it
  // (banned, blocked, geo_blocked, maintenance, tls), or ten markets in a row have failed.
  Status add(const Failure& failure);
  // A call was answered: the row of failures ends.
  void answered() { in_a_row_ = 0; }
  // After the last of `eligible` markets. An error: more than half of them failed.
  [[nodiscard]] Status verdict(std::uint32_t eligible) const;

 private:
  struct Tally {
    std::uint32_t count = 0;
    std::string last_message;
  };
  std::map<ErrorKind, Tally> tallies_;
  std::uint32_t count_ = 0, in_a_row_ = 0;
};

// Notes whether any market has a candle at all.
class CandleCensus {
 public:
  // A market whose pages have all arrived.
  void count(const ChosenMarket& market, const std::vector<exchange::CandlesPage>& pages);
  // bad_response when no market had a candle, though at least one was traded in the last 24 hours
  // by its own ticker. (A market that nobody trades may well have none.)
  [[nodiscard]] base::Status<Failure> verdict(std::string_view exchange,
                                              proto::Interval interval) const;

 private:
  std::uint32_t empty_ = 0;
  bool any_candle_ = false, any_traded_ = false;
};

}  // namespace scand::lib
