#include "lib/indicator/true_range.h"

#include <gtest/gtest.h>

namespace scand::lib::indicator {
namespace {

TEST(TrueRange, CountsTheGapFromTheCloseBefore) {
  Candles candles;
  candles.push_back(0, 10, 11, 9, 10, 1);
  candles.push_back(1, 10, 12, 9, 11, 1);    // inside: high - low
  candles.push_back(2, 15, 16, 14, 15, 1);   // gap up from 11
  candles.push_back(3, 10, 10.5, 9, 10, 1);  // gap down from 15
  const Window window = newest(candles, 4);
  EXPECT_EQ(true_range(window, 1), 3);
  EXPECT_EQ(true_range(window, 2), 5);
  EXPECT_EQ(true_range(window, 3), 6);
}

}  // namespace
}  // namespace scand::lib::indicator
