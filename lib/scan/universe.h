#pragma once
// Which of an exchange's markets a task scans, and why each other one is left out. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "lib/failure.h"
#include "lib/market/market.h"
#include "proto/partial_result.h"
#include "proto/scan_task.h"

namespace scand::lib {

// The closed list behind `symbols_skipped`. The first eight are decided before any candle is asked
// for, the others by the candles.
namespace skip {
inline constexpr std::string_view kInactive = "inactive";           // delisted or halted
inline constexpr std::string_view kOtherQuote = "other_quote";      // quote not asked for
inline constexpr std::string_view kNotRequested = "not_requested";  // `symbols` names others
inline constexpr std::string_view kNoTicker = "no_ticker";          // no 24 h volume is known
inline constexpr std::string_view kNoUsdPrice = "no_usd_price";     // quote cannot be valued
inline constexpr std::string_view kLowVolume = "low_volume";        // below minVolumeUsd
inline constexpr std::string_view kThinnerQuote =
    "thinner_quote";                                            // same base, more traded elsewhere
inline constexpr std::string_view kBelowTopN = "below_top_n";   // beyond topN
inline constexpr std::string_view kOtherShard = "other_shard";  // another task's part
inline constexpr std::string_view kInsufficientHistory = "insufficient_history";
inline constexpr std::string_view kStale = "stale";
inline constexpr std::string_view kGapped = "gapped";
}  // namespace skip

struct ChosenMarket {
  Market market;
  Ticker ticker;          // fields unset where the exchange told nothing
  double volume_usd = 0;  // 0 when unknown (explicit symbols only)
};

struct Selection {
  std::vector<ChosenMarket> markets;    // most traded first; equal volumes by symbol
  proto::MarketCounts counts;           // listed, eligible and what was skipped so far
  std::vector<std::string> not_listed;  // of `symbols`: what the exchange does not have
};

// `markets` of one market type; `tickers` of the same, joined by id. Fails with bad_symbol when
// `symbols` were asked for and the exchange lists none of them.
[[nodiscard]] Result<Selection> select_universe(const std::vector<Market>& markets,
                                                const std::vector<Ticker>& tickers,
                                                const proto::TaskKey& key);

}  // namespace scand::lib
