#include "lib/indicator/vwap.h"

#include <gtest/gtest.h>

#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

TEST(Vwap, WeighsTypicalPricesByVolume) {
  Candles candles;
  candles.push_back(0, 5, 12, 3, 6, 3);    // typical 7
  candles.push_back(1, 6, 14, 10, 9, 1);   // typical 11
  candles.push_back(2, 6, 99, 99, 99, 0);  // weightless
  const auto value = vwap(newest(candles, 3));
  ASSERT_TRUE(value);
  EXPECT_DOUBLE_EQ(value->price, 8);
  EXPECT_DOUBLE_EQ(value->sigma * value->sigma, (3 * 1 + 1 * 9) / 4.0);
}

TEST(Vwap, IsNoneWithoutTrades) {
  EXPECT_FALSE(vwap(newest(test::flat_candles(10, 1, 0), 10)));
  EXPECT_EQ(vwap(newest(test::flat_candles(10, 1, 2), 10))->sigma, 0);
}

}  // namespace
}  // namespace scand::lib::indicator
