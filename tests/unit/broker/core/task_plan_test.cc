#include "broker/core/task_plan.h"

#include <gtest/gtest.h>

#include "core_driver.h"

namespace scand::broker {
namespace {

using proto::ErrorKind;
using test::directory;
using test::request_for;

constexpr std::int64_t kHourMs = 3'600'000;
const base::WallTime kNow = base::from_unix_ms(1000 * kHourMs + 5);

auto plan(const proto::ScanRequest& request) {
  return plan_task(request, request.exchanges.at(0), directory(), kNow);
}

TEST(TaskPlan, SaysWhatToScan) {
  auto asked = request_for({"alpha"});
  asked.full_analysis = false;
  asked.min_volume_usd = 7;
  const auto key = plan(asked);
  ASSERT_TRUE(key.ok());
  EXPECT_EQ(key->exchange, "alpha");
  EXPECT_EQ(key->market, proto::MarketType::spot);
  EXPECT_EQ(key->interval, proto::Interval::h1);
  EXPECT_EQ(key->universe, (proto::Universe{{}, {"USDT", "USDC", "USD"}, 150, 7}));
  EXPECT_FALSE(key->full_analysis);
  EXPECT_EQ(key->last_close_ms, 1000 * kHourMs);
  EXPECT_EQ(key->shards, 1U);
}

TEST(TaskPlan, TheMostSpecificTopNWins) {
  auto asked = request_for({"beta"});
  EXPECT_EQ(plan(asked)->universe.top_n, 40U) << "the exchange's own default";
  asked.top_n.everywhere = 0;
  EXPECT_EQ(plan(asked)->universe.top_n, 0U) << "0 means all";
  asked.top_n.by_exchange["beta"] = 5;
  EXPECT_EQ(plan(asked)->universe.top_n, 5U);
}

TEST(TaskPlan, ExplicitSymbolsReplaceTheRestOfTheUniverse) {
  auto asked = request_for({"alpha"});
  asked.symbols = {"B/USDT", "A/USDT", "B/USDT"};
  auto other = asked;
  other.symbols = {"A/USDT", "B/USDT"};
  other.quotes = {"USD"};
  other.min_volume_usd = 1;
  other.top_n.everywhere = 3;
  EXPECT_EQ(plan(asked).value(), plan(other).value());
}

TEST(TaskPlan, AFuturesOnlyExchangeIsAlwaysSwap) {
  EXPECT_EQ(plan(request_for({"gamma"}))->market, proto::MarketType::swap);
  auto asked = request_for({"alpha"});
  asked.market = proto::MarketType::swap;
  EXPECT_EQ(plan(asked)->market, proto::MarketType::swap);
}

TEST(TaskPlan, AMissingIntervalIsUnsupported) {
  const auto key = plan(request_for({"slow"}));
  ASSERT_FALSE(key.ok());
  EXPECT_EQ(key.error().kind, ErrorKind::unsupported_timeframe);
  EXPECT_EQ(key.error().message,
            "slow: has no 1h candles of spot markets and cannot build them; it has 4h 1d");
  auto asked = request_for({"beta"});
  asked.interval = proto::Interval::m1;
  asked.market = proto::MarketType::swap;
  EXPECT_FALSE(plan(asked).ok()) << "spot has 1m, swap has not";
}

TEST(TaskPlan, AnExchangeThatCannotBeScannedIsFatal) {
  auto asked = request_for({"slow"});
  asked.market = proto::MarketType::swap;
  EXPECT_EQ(plan(asked).error().kind, ErrorKind::fatal);
  EXPECT_EQ(plan(request_for({"gone"})).error().kind, ErrorKind::fatal);
}

TEST(TaskPlan, FailuresUseTheClientsSpelling) {
  auto asked = request_for({"gone"});
  asked.exchanges[0].name = "GoNe";
  EXPECT_EQ(plan(asked).error().message.rfind("GoNe: ", 0), 0U);
}

}  // namespace
}  // namespace scand::broker
