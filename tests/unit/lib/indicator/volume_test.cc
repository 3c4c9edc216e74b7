#include "lib/indicator/volume.h"

#include <gtest/gtest.h>
#include <vector>

#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

TEST(VolumeRatio, LeavesTheLastOutOfTheMean) {
  EXPECT_EQ(volume_ratio(std::vector<double>{100, 1, 3, 6}, 2), 3);
}

TEST(VolumeRatio, IsNoneWithoutTradesBeforeOrRows) {
  EXPECT_EQ(volume_ratio(std::vector<double>{0, 0, 6}, 2), std::nullopt);
  EXPECT_EQ(volume_ratio(std::vector<double>{1, 6}, 2), std::nullopt);
  EXPECT_EQ(volume_ratio(std::vector<double>{1e-300, 1e30}, 1), std::nullopt);
}

TEST(Obv, AddsOnRisesAndTakesOffOnFalls) {
  const std::vector<double> volume{5, 6, 7, 8};
  EXPECT_EQ(obv(std::vector<double>{1, 2, 2, 1}, volume), 5 + 6 - 8);
  EXPECT_EQ(obv(std::vector<double>{4, 3, 2, 1}, volume), 5 - 6 - 7 - 8);
  EXPECT_EQ(obv({}, {}), 0);
}

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

TEST(VolumeProfile, FindsWhereMostWasTraded) {
  // 0 to 50 in bins of one.
  Candles candles = test::points({0, 50, 10.2, 10.8, 30.5});
  candles.volume = {1, 1, 2, 2, 3};
  const auto profile = volume_profile(newest(candles, 5));
  ASSERT_TRUE(profile);
  EXPECT_DOUBLE_EQ(profile->point_of_control, 10.5);
  EXPECT_EQ(profile->volume_at_close, 3);
}

TEST(VolumeProfile, TheHighestPriceIsInTheLastBin) {
  Candles candles = test::points({0, 49.9, 50});
  const auto profile = volume_profile(newest(candles, 3));
  EXPECT_EQ(profile->volume_at_close, 2);
  EXPECT_DOUBLE_EQ(profile->point_of_control, 49.5);
}

TEST(VolumeProfile, OfEqualBinsTheLowest) {
  EXPECT_DOUBLE_EQ(volume_profile(newest(test::points({50, 0}), 2))->point_of_control, 0.5);
}

TEST(VolumeProfile, AFlatMarketIsOneBinAndAnUntradedOneNone) {
  const auto profile = volume_profile(newest(test::flat_candles(10, 4, 2), 10));
  ASSERT_TRUE(profile);
  EXPECT_EQ(profile->point_of_control, 4);
  EXPECT_EQ(profile->volume_at_close, 20);
  EXPECT_FALSE(volume_profile(newest(test::flat_candles(10, 4, 0), 10)));
  EXPECT_FALSE(volume_profile({}));
}

}  // namespace
}  // namespace scand::lib::indicator
