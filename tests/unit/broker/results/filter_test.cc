#include "broker/results/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kit/broker/samples.h"

namespace scand::broker {
namespace {

using test::signal;

std::vector<std::string> symbols(const RankedSignals& ranked) {
  std::vector<std::string> out;
  for (const auto& row : ranked.signals)
    out.push_back(row.exchange + ":" + row.symbol);
  return out;
}

TEST(Filter, MinStrengthComparesTheRoundedStrength) {
  EXPECT_TRUE(passes_filter(proto::SignalFilter::all, 60, signal("x", "A/USDT", 60)));
  EXPECT_FALSE(passes_filter(proto::SignalFilter::all, 60.5, signal("x", "A/USDT", 60)));
  EXPECT_FALSE(passes_filter(proto::SignalFilter::all, 61, signal("x", "A/USDT", 60)));
}

TEST(Filter, SideIsTheOneAskedFor) {
  const auto buy = signal("x", "A/USDT", 60, proto::Side::buy);
  const auto sell = signal("x", "A/USDT", 60, proto::Side::sell);
  const auto hold = signal("x", "A/USDT", 10, proto::Side::hold);
  EXPECT_TRUE(passes_filter(proto::SignalFilter::buy, 0, buy));
  EXPECT_FALSE(passes_filter(proto::SignalFilter::buy, 0, sell));
  EXPECT_TRUE(passes_filter(proto::SignalFilter::sell, 0, sell));
  EXPECT_FALSE(passes_filter(proto::SignalFilter::sell, 0, hold));
  EXPECT_TRUE(passes_filter(proto::SignalFilter::hold, 0, hold));
  EXPECT_FALSE(passes_filter(proto::SignalFilter::hold, 0, buy));
  EXPECT_TRUE(passes_filter(proto::SignalFilter::all, 0, hold));
}

TEST(Filter, KeepsTheStrongestInRankOrder) {
  proto::ScanRequest request = test::request({"x"});
  request.min_strength = 50;
  request.limit = 2;
  const RankedSignals kept =
      select_signals(request, {signal("x", "A/USDT", 50), signal("x", "B/USDT", 49),
                               signal("x", "C/USDT", 90), signal("x", "D/USDT", 70)});
  EXPECT_THAT(symbols(kept), testing::ElementsAre("x:C/USDT", "x:D/USDT"));
  EXPECT_TRUE(kept.truncated);
}

TEST(Filter, LimitZeroIsAll) {
  proto::ScanRequest request = test::request({"x"});
  request.limit = 0;
  request.min_strength = 0;
  const RankedSignals kept =
      select_signals(request, {signal("x", "A/USDT", 1), signal("x", "B/USDT", 2)});
  EXPECT_EQ(kept.signals.size(), 2U);
  EXPECT_FALSE(kept.truncated);
}

TEST(Filter, ExactlyTheLimitIsNotTruncated) {
  proto::ScanRequest request = test::request({"x"});
  request.limit = 2;
  const RankedSignals kept =
      select_signals(request, {signal("x", "A/USDT", 60), signal("x", "B/USDT", 60)});
  EXPECT_EQ(kept.signals.size(), 2U);
  EXPECT_FALSE(kept.truncated);
}

TEST(Filter, TiesGoByExchangeThenSymbol) {
  const RankedSignals merged =
      merge_ranked({{{signal("okx", "B/USDT", 60), signal("okx", "A/USDT", 60)}, false},
                    {{signal("binance", "Z/USDT", 60)}, false},
                    {{signal("kraken", "A/USD", 61)}, false}},
                   0);
  EXPECT_THAT(symbols(merged),
              testing::ElementsAre("kraken:A/USD", "binance:Z/USDT", "okx:A/USDT", "okx:B/USDT"));
  EXPECT_FALSE(merged.truncated);
}

TEST(Filter, MergeCutsAtTheLimitAndRemembersEarlierCuts) {
  const RankedSignals cut =
      merge_ranked({{{signal("x", "A/USDT", 1), signal("x", "B/USDT", 2)}, false}}, 1);
  EXPECT_THAT(symbols(cut), testing::ElementsAre("x:B/USDT"));
  EXPECT_TRUE(cut.truncated);
  EXPECT_TRUE(merge_ranked({{{signal("x", "A/USDT", 1)}, true}}, 10).truncated);
}

}  // namespace
}  // namespace scand::broker
