#include "lib/indicator/macd.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

TEST(Macd, IsTheDifferenceOfLagsOnALine) {
  const auto value = macd(test::ramp(100, 1, 1).close);
  ASSERT_TRUE(value);
  EXPECT_NEAR(value->line, 12.5 - 5.5, 1e-10);
  EXPECT_NEAR(value->signal, 7, 1e-10);
  EXPECT_NEAR(value->histogram, 0, 1e-10);
}

TEST(Macd, SeedsTheFastAverageWhereTheSlowOneBegins) {
  // Only the first close is not 0: the slow seed sees it, the fast one (closes 14 to 25) does not.
  std::vector<double> close(34, 0);
  close[0] = 26;
  const auto value = macd(close);
  ASSERT_TRUE(value);
  double sum = 0;
  for (int i = 0; i < 9; ++i)
    sum -= std::pow(25.0 / 27, i);
  EXPECT_NEAR(value->line, -std::pow(25.0 / 27, 8), 1e-12);
  EXPECT_NEAR(value->signal, sum / 9, 1e-12);
  EXPECT_EQ(value->histogram, value->line - value->signal);
}

TEST(Macd, NeedsItsSignal) {
  EXPECT_FALSE(macd(test::ramp(33, 1, 1).close));
  EXPECT_TRUE(macd(test::ramp(34, 1, 1).close));
  EXPECT_FALSE(macd(test::ramp(50, 1, 1).close, {26, 12, 9}));
}

}  // namespace
}  // namespace scand::lib::indicator
