#include "lib/indicator/ichimoku.h"

#include <gtest/gtest.h>

#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

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
