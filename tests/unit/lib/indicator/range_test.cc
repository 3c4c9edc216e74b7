#include "lib/indicator/range.h"

#include <gtest/gtest.h>

#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

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
