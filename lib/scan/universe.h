#pragma once
// Which of an exchange's markets a task scans, and why each of the others is left out. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "lib/failure.h"
#include "lib/market/market.h"
#include "proto/partial_result.h"
#include "proto/scan_task.h"

namespace scand::lib {

// Every reason for leaving out a market, as `symbols_skipped` reports them. The last three follow
// from the candles, the others are known before any candle is requested.
namespace skip {
inline constexpr std::string_view kInactive = "inactive";           // delisted or halted
inline constexpr std::string_view kOtherQuote = "other_quote";      // its quote was not asked for
inline constexpr std::string_view kNotRequested = "not_requested";  // not among `symbols`
inline constexpr std::string_view kNoTicker = "no_ticker";          // its 24 h volume is unknown
inline constexpr std::string_view kNoUsdPrice = "no_usd_price";     // its quote has no dollar price
inline constexpr std::string_view kLowVolume = "low_volume";        // below minVolumeUsd
inline constexpr std::string_view kThinnerQuote =
    "thinner_quote";  // the same base is traded more against another quote
inline constexpr std::string_view kBelowTopN = "below_top_n";   // beyond topN
inline constexpr std::string_view kOtherShard = "other_shard";  // another task's part
inline constexpr std::string_view kInsufficientHistory = "insufficient_history";
inline constexpr std::string_view kStale = "stale";
inline constexpr std::string_view kGapped = "gapped";
}  // namespace skip

struct ChosenMarket {
  Market market;
  Ticker ticker;          // fields that the exchange does not give are unset
  double volume_usd = 0;  // 0 when unknown (explicit symbols only)
};

struct Selection {
  std::vector<ChosenMarket> markets;    // most traded first; equal volumes by symbol
  proto::MarketCounts counts;           // listed, eligible, and skipped so far
  std::vector<std::string> not_listed;  // those of `symbols` that the exchange does not have
};

// `markets` and `tickers` must be of one market type; they are joined by id. Fails with bad_symbol
// when the request names `symbols` and the exchange lists none of them.
[[nodiscard]] Result<Selection> select_universe(const std::vector<Market>& markets,
                                                const std::vector<Ticker>& tickers,
                                                const proto::TaskKey& key);

}  // namespace scand::lib
