#include "lib/scan/universe.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace scand::lib {
namespace {

bool is_dollar(std::string_view currency) {
  return currency == "USDT" || currency == "USDC" || currency == "USD";
}

using TickersById = std::unordered_map<std::string_view, const Ticker*>;

TickersById by_id(const std::vector<Ticker>& tickers) {
  TickersById found;
  found.reserve(tickers.size());
  for (const Ticker& ticker : tickers)
    found.emplace(ticker.id, &ticker);
  return found;
}

// The dollar price of every currency that has a market against a dollar, by the exchange's own
// ticker. The stablecoins count as one dollar.
std::map<std::string, double, std::less<>> dollar_prices(const std::vector<Market>& markets,
                                                         const TickersById& tickers) {
  std::map<std::string, double, std::less<>> prices;
  for (const Market& market : markets) {
    if (!market.active || !is_dollar(market.quote)) continue;
    const auto ticker = tickers.find(market.id);
    if (ticker == tickers.end() || !ticker->second->last) continue;
    prices.try_emplace(market.base, *ticker->second->last);
  }
  for (const char* dollar : {"USDT", "USDC", "USD"})
    prices[dollar] = 1.0;
  return prices;
}

class Selector {
 public:
  Selector(const std::vector<Market>& markets, const std::vector<Ticker>& tickers,
           const proto::TaskKey& key)
      : markets_(markets), tickers_(by_id(tickers)), key_(key) {
    selection_.counts.listed = static_cast<std::uint32_t>(markets.size());
  }

  Result<Selection> run() {
    if (key_.universe.symbols.empty()) {
      choose_by_volume();
    } else if (!choose_by_name()) {
      return Failure{
          ErrorKind::bad_symbol,
          fmt::format("none of {} is listed; write BASE/QUOTE for spot, BASE/QUOTE:SETTLE for swap",
                      fmt::join(key_.universe.symbols, ", "))};
    }
    keep_own_shard();
    selection_.counts.eligible = static_cast<std::uint32_t>(selection_.markets.size());
    return std::move(selection_);
  }

 private:
  void skip(std::string_view reason) { ++selection_.counts.skipped[std::string(reason)]; }

  Ticker ticker_of(const Market& market) const {
    const auto found = tickers_.find(market.id);
    return found == tickers_.end() ? Ticker{.id = market.id} : *found->second;
  }

  // Returns false when none of the symbols is listed.
  bool choose_by_name() {
    std::set<std::string_view> wanted(key_.universe.symbols.begin(), key_.universe.symbols.end());
    std::set<std::string_view> missing = wanted;
    for (const Market& market : markets_) {
      if (!wanted.contains(market.symbol)) {
        skip(skip::kNotRequested);
        continue;
      }
      missing.erase(market.symbol);
      if (!market.active) {
        skip(skip::kInactive);
        continue;
      }
      selection_.markets.push_back({market, ticker_of(market), 0});
    }
    selection_.not_listed.assign(missing.begin(), missing.end());
    const auto order = [](const ChosenMarket& a, const ChosenMarket& b) {
      return a.market.symbol < b.market.symbol;
    };
    std::ranges::sort(selection_.markets, order);
    return missing.size() < wanted.size();
  }

  void choose_by_volume() {
    const auto prices = dollar_prices(markets_, tickers_);
    const auto& quotes = key_.universe.quotes;
    for (const Market& market : markets_) {
      if (!market.active) {
        skip(skip::kInactive);
      } else if (std::ranges::find(quotes, market.quote) == quotes.end()) {
        skip(skip::kOtherQuote);
      } else {
        weigh(market, prices);
      }
    }
    // The order matters: of each base the most traded market first, then the bounds.
    sort_by_volume();
    drop_thinner_quotes();
    drop_low_volume();
    drop_below_top_n();
  }

  void weigh(const Market& market, const std::map<std::string, double, std::less<>>& prices) {
    Ticker ticker = ticker_of(market);
    if (!ticker.quote_volume) return skip(skip::kNoTicker);
    const auto price = prices.find(market.quote);
    if (price == prices.end()) return skip(skip::kNoUsdPrice);
    const double volume_usd = *ticker.quote_volume * price->second;
    selection_.markets.push_back({market, std::move(ticker), volume_usd});
  }

  void sort_by_volume() {
    std::ranges::sort(selection_.markets, [](const ChosenMarket& a, const ChosenMarket& b) {
      if (a.volume_usd != b.volume_usd) return a.volume_usd > b.volume_usd;
      return a.market.symbol < b.market.symbol;
    });
  }

  template <class Drop>
  void drop_if(std::string_view reason, Drop drop) {
    const auto dropped = std::erase_if(selection_.markets, drop);
    if (dropped > 0)
      selection_.counts.skipped[std::string(reason)] += static_cast<std::uint32_t>(dropped);
  }

  // Of several markets with one base, keeps the most traded: they are sorted by volume by now.
  void drop_thinner_quotes() {
    std::set<std::string> seen;
    drop_if(skip::kThinnerQuote,
            [&](const ChosenMarket& chosen) { return !seen.insert(chosen.market.base).second; });
  }

  void drop_low_volume() {
    const double least = key_.universe.min_volume_usd;
    drop_if(skip::kLowVolume,
            [&](const ChosenMarket& chosen) { return chosen.volume_usd < least; });
  }

  void drop_below_top_n() {
    const std::size_t top_n = key_.universe.top_n;
    if (top_n == 0) return;
    std::size_t rank = 0;
    drop_if(skip::kBelowTopN, [&](const ChosenMarket&) { return rank++ >= top_n; });
  }

  // A task may be one of several shards of an exchange. Markets are dealt out round robin by rank,
  // so that all shards cost about the same.
  void keep_own_shard() {
    if (key_.shards <= 1) return;
    std::size_t rank = 0;
    drop_if(skip::kOtherShard,
            [&](const ChosenMarket&) { return rank++ % key_.shards != key_.shard - 1; });
  }

  const std::vector<Market>& markets_;
  const TickersById tickers_;
  const proto::TaskKey& key_;
  Selection selection_;
};

}  // namespace

Result<Selection> select_universe(const std::vector<Market>& markets,
                                  const std::vector<Ticker>& tickers, const proto::TaskKey& key) {
  return Selector(markets, tickers, key).run();
}

}  // namespace scand::lib
