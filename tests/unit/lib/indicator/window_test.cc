#include "lib/indicator/window.h"

#include <gtest/gtest.h>

#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

TEST(Window, HoldsTheNewestRows) {
  const Candles candles = test::ramp(10, 1, 1);
  const Window window = newest(candles, 3);
  ASSERT_EQ(window.rows(), 3U);
  EXPECT_EQ(window.close.front(), 8);
  EXPECT_EQ(window.volume.size(), 3U);
  EXPECT_EQ(newest(candles, 99).rows(), 10U);
}

TEST(Window, ZeroIsMeasuredByThePrice) {
  EXPECT_TRUE(is_zero(1e-20, 1e-7));
  EXPECT_TRUE(is_zero(-1e-7, 1e6));
  EXPECT_FALSE(is_zero(1e-18, 1e-7));
  EXPECT_FALSE(is_zero(-1e-18, 1e-7));
}

TEST(Range, SpansTheRowsAskedFor) {
  const Candles candles = test::points({5, 1, 7, 3, 4});
  const Range newest_two = range(newest(candles, 5), 2);
  EXPECT_EQ(newest_two.low, 3);
  EXPECT_EQ(newest_two.high, 4);
  const Range before = range(newest(candles, 5), 3, 1);
  EXPECT_EQ(before.low, 1);
  EXPECT_EQ(before.high, 7);
  EXPECT_EQ(before.middle(), 4);
  EXPECT_EQ(before.width(), 6);
  EXPECT_EQ(range(newest(candles, 5), 5).high, 7);
}

}  // namespace
}  // namespace scand::lib::indicator
