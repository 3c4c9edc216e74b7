#include "lib/indicator/bollinger.h"

#include <gtest/gtest.h>
#include <vector>

#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

const std::vector<double> kClose{99, 2, 4, 4, 4, 5, 5, 7, 9};  // the last eight: mean 5, sigma 2

TEST(Bollinger, TakesThePopulationDeviation) {
  const auto bands = bollinger(kClose, 8, 2);
  ASSERT_TRUE(bands);
  EXPECT_DOUBLE_EQ(bands->upper, 9);
  EXPECT_DOUBLE_EQ(bands->middle, 5);
  EXPECT_DOUBLE_EQ(bands->lower, 1);
  EXPECT_FALSE(bollinger(kClose, 10, 2));
}

TEST(Bollinger, KeepsTheDigitsOfACalmMarket) {
  std::vector<double> close(20, 1e6);
  for (std::size_t i = 0; i < close.size(); i += 2)
    close[i] += 1e-5;
  EXPECT_NEAR((bollinger(close, 20, 2)->upper - 1e6) / 1.5e-5, 1, 1e-4);
}

TEST(Bollinger, PositionIsByTheBands) {
  const Bollinger bands{9, 5, 1};
  EXPECT_EQ(band_position(bands, 1), 0);
  EXPECT_EQ(band_position(bands, 9), 1);
  EXPECT_EQ(band_position(bands, 11), 1.25);
  EXPECT_EQ(band_position({5, 5, 5}, 5), std::nullopt);
}

}  // namespace
}  // namespace scand::lib::indicator
