#include "lib/indicator/trend.h"

#include <gtest/gtest.h>

#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

TEST(Adx, IsFullInAPureTrend) {
  const auto up = adx(newest(test::ramp(60, 10, 1), 60), 14);
  ASSERT_TRUE(up);
  EXPECT_NEAR(up->adx, 100, 1e-9);
  EXPECT_NEAR(up->plus_di, 100, 1e-9);
  EXPECT_EQ(up->minus_di, 0);
  const auto down = adx(newest(test::ramp(60, 100, -1), 60), 14);
  EXPECT_NEAR(down->minus_di, 100, 1e-9);
}

TEST(Adx, AnInsideCandleHasNoDirection) {
  Candles candles = test::ramp(60, 10, 1);
  const double high = candles.high.back();
  candles.push_back(0, high, high, high, high, 1);
  const auto value = adx(newest(candles, 61), 14);
  EXPECT_NEAR(value->adx, 100, 1e-9);  // both movements shrink alike
}

TEST(Adx, ACandleThatReachesAsFarUpAsDownHasNoDirection) {
  Candles candles = test::ramp(60, 100, -1);
  const double low = candles.low.back();
  candles.push_back(0, low, low + 2, low - 2, low, 1);
  EXPECT_EQ(adx(newest(candles, 61), 14)->plus_di, 0);
  candles.push_back(0, low, low + 4, low - 3, low, 1);  // the further side takes all
  EXPECT_GT(adx(newest(candles, 62), 14)->plus_di, 0);
}

TEST(Adx, IsZeroWithoutMovement) {
  const auto value = adx(newest(test::flat_candles(60, 1e-8, 1), 60), 14);
  ASSERT_TRUE(value);
  EXPECT_EQ(value->adx, 0);
  EXPECT_EQ(value->plus_di, 0);
  EXPECT_EQ(value->minus_di, 0);
}

TEST(Adx, NeedsTwicePeriodRows) {
  const Candles candles = test::random_walk(1, {.rows = 28});
  EXPECT_FALSE(adx(newest(candles, 27), 14));
  EXPECT_TRUE(adx(newest(candles, 28), 14));
}

TEST(Ichimoku, OnALineEachMiddleLagsByHalfItsLength) {
  const auto value = ichimoku(newest(test::ramp(78, 0, 1), 78));  // the last price is 77
  ASSERT_TRUE(value);
  EXPECT_EQ(value->tenkan, 77 - 4);
  EXPECT_EQ(value->kijun, 77 - 12.5);
  ASSERT_TRUE(value->cloud);
  EXPECT_EQ(value->cloud->span_a, 77 - 26 - (4 + 12.5) / 2);
  EXPECT_EQ(value->cloud->span_b, 77 - 26 - 25.5);
}

TEST(Ichimoku, HasNoCloudInAYoungMarket) {
  EXPECT_FALSE(ichimoku(newest(test::ramp(77, 1, 1), 77))->cloud);
  EXPECT_FALSE(ichimoku(newest(test::ramp(25, 1, 1), 25)));
}

}  // namespace
}  // namespace scand::lib::indicator
