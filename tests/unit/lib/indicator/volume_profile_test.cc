#include "lib/indicator/volume_profile.h"

#include <gtest/gtest.h>

#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

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
