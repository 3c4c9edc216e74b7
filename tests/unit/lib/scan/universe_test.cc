#include "lib/scan/universe.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck.h>

namespace scand::lib {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

Market market(const std::string& base, const std::string& quote, bool active = true) {
  return {.id = base + quote,
          .symbol = base + "/" + quote,
          .base = base,
          .quote = quote,
          .active = active};
}

Ticker ticker(const std::string& id, double last, double quote_volume) {
  return {.id = id, .last = last, .quote_volume = quote_volume};
}

std::vector<std::string> symbols(const Selection& selection) {
  std::vector<std::string> found;
  for (const auto& chosen : selection.markets)
    found.push_back(chosen.market.symbol);
  return found;
}

std::uint32_t skipped_in_all(const Selection& selection) {
  std::uint32_t sum = 0;
  for (const auto& [reason, count] : selection.counts.skipped)
    sum += count;
  return sum;
}

proto::TaskKey key() {
  proto::TaskKey made;
  made.exchange = "somewhere";
  made.universe.quotes = {"USDT", "USDC", "USD"};
  return made;
}

TEST(Universe, RanksByVolumeAndNamesEachReason) {
  const std::vector<Market> markets{market("BTC", "USDT"),  market("ETH", "USDT"),
                                    market("BTC", "USDC"),  market("OLD", "USDT", false),
                                    market("ETH", "BTC"),   market("NEW", "USDT"),
                                    market("THIN", "USDT"), market("SOL", "USDT")};
  const std::vector<Ticker> tickers{ticker("BTCUSDT", 100, 5e6), ticker("ETHUSDT", 10, 9e6),
                                    ticker("BTCUSDC", 100, 1e6), ticker("THINUSDT", 1, 99'999),
                                    ticker("SOLUSDT", 5, 2e5)};
  auto task = key();
  task.universe.top_n = 2;
  const auto selection = select_universe(markets, tickers, task);
  ASSERT_TRUE(selection.ok());
  EXPECT_THAT(symbols(*selection), ElementsAre("ETH/USDT", "BTC/USDT"));
  EXPECT_THAT(selection->counts.skipped,
              UnorderedElementsAre(Pair("inactive", 1), Pair("other_quote", 1),
                                   Pair("no_ticker", 1), Pair("low_volume", 1),
                                   Pair("thinner_quote", 1), Pair("below_top_n", 1)));
  EXPECT_EQ(selection->counts.listed, 8u);
  EXPECT_EQ(selection->counts.eligible, 2u);
}

TEST(Universe, ValuesOtherQuotesByTheExchangesOwnTicker) {
  auto task = key();
  task.universe.quotes = {"BTC", "XYZ"};
  const auto selection = select_universe(
      {market("BTC", "USDT"), market("ETH", "BTC"), market("ADA", "BTC"), market("ETH", "XYZ")},
      {ticker("BTCUSDT", 50'000, 1e9), ticker("ETHBTC", 0.05, 2), ticker("ADABTC", 1e-5, 1.9),
       ticker("ETHXYZ", 3, 1e12)},
      task);
  ASSERT_TRUE(selection.ok());
  EXPECT_THAT(symbols(*selection), ElementsAre("ETH/BTC"));
  EXPECT_DOUBLE_EQ(selection->markets[0].volume_usd, 100'000);
  EXPECT_THAT(
      selection->counts.skipped,
      UnorderedElementsAre(Pair("other_quote", 1), Pair("low_volume", 1), Pair("no_usd_price", 1)));
}

TEST(Universe, TopNOfZeroIsAll) {
  auto task = key();
  task.universe.top_n = 0;
  const auto selection = select_universe({market("A", "USDT"), market("B", "USDT")},
                                         {ticker("AUSDT", 1, 1e6), ticker("BUSDT", 1, 1e6)}, task);
  ASSERT_TRUE(selection.ok());
  EXPECT_THAT(symbols(*selection), ElementsAre("A/USDT", "B/USDT"));
}

TEST(Universe, NamedSymbolsAreTakenWhateverTheirVolume) {
  auto task = key();
  task.universe.symbols = {"B/USDT", "GONE/USDT", "A/EUR", "DEAD/USDT"};
  const auto selection = select_universe(
      {market("A", "EUR"), market("B", "USDT"), market("C", "USDT"), market("DEAD", "USDT", false)},
      {ticker("BUSDT", 1, 5)}, task);
  ASSERT_TRUE(selection.ok());
  EXPECT_THAT(symbols(*selection), ElementsAre("A/EUR", "B/USDT"));
  EXPECT_THAT(selection->not_listed, ElementsAre("GONE/USDT"));
  EXPECT_THAT(selection->counts.skipped,
              UnorderedElementsAre(Pair("not_requested", 1), Pair("inactive", 1)));
}

TEST(Universe, NoneOfTheNamedSymbolsIsAFailureThatNamesThem) {
  auto task = key();
  task.universe.symbols = {"GONE/USDT"};
  const auto selection = select_universe({market("A", "USDT")}, {}, task);
  ASSERT_FALSE(selection.ok());
  EXPECT_EQ(selection.error().kind, ErrorKind::bad_symbol);
  EXPECT_NE(selection.error().message.find("GONE/USDT"), std::string::npos);
}

TEST(Universe, ShardsPartTheMarketsWithoutOverlap) {
  std::vector<Market> markets;
  std::vector<Ticker> tickers;
  for (int i = 0; i < 10; ++i) {
    markets.push_back(market("M" + std::to_string(i), "USDT"));
    tickers.push_back(ticker(markets.back().id, 1, 1e6 + i));
  }
  std::map<std::string, int> times;
  for (std::uint32_t shard = 1; shard <= 3; ++shard) {
    auto task = key();
    task.shard = shard;
    task.shards = 3;
    const auto selection = select_universe(markets, tickers, task);
    ASSERT_TRUE(selection.ok());
    EXPECT_EQ(selection->counts.listed, selection->counts.eligible + skipped_in_all(*selection));
    for (const auto& symbol : symbols(*selection))
      ++times[symbol];
  }
  EXPECT_EQ(times.size(), 10u);
  for (const auto& [symbol, count] : times)
    EXPECT_EQ(count, 1) << symbol;
}

TEST(Universe, CountsAlwaysAddUp) {
  EXPECT_TRUE(rc::check("listed = eligible + skipped", [] {
    const std::vector<std::string> quotes{"USDT", "USDC", "BTC", "EUR"};
    std::vector<Market> markets;
    std::vector<Ticker> tickers;
    const int count = *rc::gen::inRange(0, 40);
    for (int i = 0; i < count; ++i) {
      markets.push_back(market("B" + std::to_string(*rc::gen::inRange(0, 12)),
                               quotes[*rc::gen::inRange<std::size_t>(0, quotes.size())],
                               *rc::gen::inRange(0, 5) != 0));
      markets.back().id += std::to_string(i);
      if (*rc::gen::inRange(0, 6) != 0)
        tickers.push_back(ticker(markets.back().id, 1.5, *rc::gen::inRange(0, 300'000)));
    }
    auto task = key();
    task.universe.quotes = {"USDT", "BTC"};
    task.universe.top_n = *rc::gen::inRange<std::uint32_t>(0, 8);
    const auto selection = select_universe(markets, tickers, task);
    RC_ASSERT(selection.ok());
    RC_ASSERT(selection->counts.listed == selection->counts.eligible + skipped_in_all(*selection));
    RC_ASSERT(selection->counts.eligible == selection->markets.size());
    RC_ASSERT(task.universe.top_n == 0 || selection->markets.size() <= task.universe.top_n);
    RC_ASSERT(
        std::ranges::is_sorted(selection->markets, std::greater<>{}, &ChosenMarket::volume_usd));
  }));
}

}  // namespace
}  // namespace scand::lib
