#include "lib/scan/candle_plan.h"

#include <gtest/gtest.h>

namespace scand::lib {
namespace {

using proto::Interval;

constexpr std::int64_t kHour = 3'600'000;
constexpr std::int64_t kNow = 500'000 * kHour + 1234;

exchange::MarketRules rules(std::uint32_t rows_max, bool pages_back) {
  exchange::MarketRules made;
  made.intervals = {{Interval::h1, "1h"}, {Interval::h2, "2h"}};
  made.build = {{Interval::h4, Interval::h2}};
  exchange::Route route{.name = "candles", .kind = exchange::RouteKind::candles};
  route.rows_max = rows_max;
  if (pages_back) route.query = {{"end", "{end_ms}"}};
  made.routes.emplace("candles", route);
  return made;
}

proto::TaskKey key(Interval interval, bool full = true) {
  proto::TaskKey made;
  made.interval = interval;
  made.full_analysis = full;
  return made;
}

TEST(CandlePlan, OneCallOfWindowPlusTheUnclosed) {
  const auto plan = plan_candles(rules(1000, true), key(Interval::h1), kNow);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->source, Interval::h1);
  ASSERT_EQ(plan->calls.size(), 1u);
  EXPECT_EQ(plan->calls[0].rows, 292u);
  EXPECT_EQ(plan->calls[0].before_ms, std::nullopt);
  EXPECT_EQ(plan_candles(rules(1000, true), key(Interval::h1, false), kNow)->calls[0].rows, 112u);
}

TEST(CandlePlan, ABuiltIntervalPagesBackWithoutHoleOrOverlap) {
  const auto plan = plan_candles(rules(300, true), key(Interval::h4), kNow);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->source, Interval::h2);
  EXPECT_EQ(plan->factor, 2u);
  ASSERT_EQ(plan->calls.size(), 2u);
  EXPECT_EQ(plan->calls[0].rows, 300u);
  EXPECT_EQ(plan->calls[1].rows, 284u);
  // The first call's oldest row opens 299 rows before the running one; the second ends before it.
  EXPECT_EQ(plan->calls[1].before_ms, 500'000 * kHour - 299 * 2 * kHour);
}

TEST(CandlePlan, CallsAreBounded) {
  EXPECT_EQ(plan_candles(rules(50, true), key(Interval::h1), kNow)->calls.size(),
            kCallsPerMarketMax);
  EXPECT_EQ(plan_candles(rules(50, false), key(Interval::h1), kNow)->calls.size(), 1u);
}

TEST(CandlePlan, WhatCannotBeHadIsNotPlanned) {
  EXPECT_FALSE(plan_candles(rules(300, true), key(Interval::w1), kNow));
  auto without_route = rules(300, true);
  without_route.routes.clear();
  EXPECT_FALSE(plan_candles(without_route, key(Interval::h1), kNow));
}

}  // namespace
}  // namespace scand::lib
