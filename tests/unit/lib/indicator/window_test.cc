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

}  // namespace
}  // namespace scand::lib::indicator
