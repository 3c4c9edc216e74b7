#include "lib/scan/market_scan.h"

#include <cmath>
#include <gtest/gtest.h>

namespace scand::lib {
namespace {

constexpr std::int64_t kHour = 3'600'000;
constexpr std::int64_t kNow = 500'000 * kHour + 60'000;  // a minute into the running candle
constexpr std::int64_t kRunning = 500'000 * kHour;

// `rows` candles, the newest opening at `newest`.
exchange::CandlesPage page(int rows, std::int64_t newest = kRunning) {
  exchange::CandlesPage made;
  for (int i = rows - 1; i >= 0; --i) {
    const double close = 100 + 5 * std::sin(static_cast<double>(newest / kHour - i) / 9);
    made.candles.push_back(newest - i * kHour, close, close + 1, close - 1, close, 10);
  }
  return made;
}

MarketOutcome scan(const std::vector<exchange::CandlesPage>& pages) {
  ChosenMarket market{
      .market = {.id = "B", .symbol = "B/USDT", .base = "B", .quote = "USDT"},
      .ticker = {.id = "B", .last = 101, .change_percent = -2, .quote_volume = 5e6}};
  proto::TaskKey key;
  return scan_market(market, key, CandlePlan{}, pages, kNow, MarketScanRules{});
}

TEST(MarketScan, MakesASignalOfTheClosedCandles) {
  const auto outcome = scan({page(292)});
  ASSERT_TRUE(outcome.signal) << outcome.skipped;
  EXPECT_EQ(outcome.signal->candle_close_ms, kRunning);
  EXPECT_EQ(outcome.signal->symbol, "B/USDT");
  EXPECT_EQ(outcome.signal->price, 101);
  EXPECT_EQ(outcome.signal->change, -2);
  EXPECT_EQ(outcome.signal->volume, 5e6);
  EXPECT_EQ(outcome.signal->gap_ratio, 0);
}

TEST(MarketScan, PagesThatOverlapGiveTheSameAsOne) {
  const auto whole = scan({page(292)});
  const auto parts = scan({page(150), page(160, kRunning - 132 * kHour)});
  ASSERT_TRUE(whole.signal && parts.signal);
  EXPECT_EQ(*whole.signal, *parts.signal);
}

TEST(MarketScan, ARowThatTheVenueMarksAsRunningIsNotUsed) {
  // Our clock says that it has closed; the venue says not yet. So the newest closed one is an hour
  // old.
  auto marked = page(292);
  marked.running = {kRunning, kRunning - kHour};
  EXPECT_EQ(scan({marked}).skipped, skip::kStale);
}

TEST(MarketScan, SaysWhyThereIsNone) {
  EXPECT_EQ(scan({page(0)}).skipped, skip::kInsufficientHistory);
  EXPECT_EQ(scan({page(60)}).skipped, skip::kInsufficientHistory);
  EXPECT_EQ(scan({page(292, kRunning - 5 * kHour)}).skipped, skip::kStale);
  auto gapped = page(100);
  const auto older = page(100, kRunning - 200 * kHour);
  EXPECT_EQ(scan({gapped, older}).skipped, skip::kGapped);
}

}  // namespace
}  // namespace scand::lib
