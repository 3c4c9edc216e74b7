#include "lib/indicator/moving_averages.h"

#include <gtest/gtest.h>
#include <vector>

#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

const std::vector<double> kValues{1, 2, 3, 8};

TEST(Sma, IsTheMeanOfTheLastValues) {
  EXPECT_EQ(mean(kValues), 3.5);
  EXPECT_EQ(sma(kValues, 2), 5.5);
  EXPECT_EQ(sma(kValues, 4), 3.5);
}

TEST(Sma, NeedsAsManyValues) {
  EXPECT_EQ(sma(kValues, 5), std::nullopt);
  EXPECT_EQ(sma(kValues, 0), std::nullopt);
}

TEST(Ema, IsSeededWithTheMeanOfTheFirstValues) {
  EXPECT_EQ(ema(std::vector<double>{1, 3}, 2), 2);
  EXPECT_DOUBLE_EQ(*ema(std::vector<double>{1, 3, 5}, 2), 4);  // 2 + (5 - 2) * 2 / 3
}

TEST(Ema, NeedsAsManyValues) {
  EXPECT_EQ(ema(std::vector<double>{1, 3}, 3), std::nullopt);
  EXPECT_EQ(ema(std::vector<double>{1, 3}, 0), std::nullopt);
}

TEST(Ema, LagsBehindALineByHalfItsPeriod) {
  EXPECT_NEAR(*ema(test::ramp(100, 1, 1).close, 21), 100 - 10, 1e-10);
}

TEST(Ema, ABatchIsTheSameAsOneByOne) {
  const Candles candles = test::random_walk(1, {.rows = 120});
  const std::array<std::size_t, kEmaBatch> periods{5, 9, 120, 21, 50, 121};
  const auto batch = emas(candles.close, periods);
  for (std::size_t i = 0; i < kEmaBatch; ++i)
    EXPECT_EQ(batch[i], ema(candles.close, periods[i])) << periods[i];
  EXPECT_EQ(batch[5], std::nullopt);
}

}  // namespace
}  // namespace scand::lib::indicator
