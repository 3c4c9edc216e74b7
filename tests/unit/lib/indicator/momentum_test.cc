#include "lib/indicator/momentum.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

const std::vector<double> kClose{8, 4, 2, 4};

TEST(Momentum, LooksBackThatManyCandles) {
  EXPECT_EQ(momentum(kClose, 1)->change, 1);
  EXPECT_EQ(momentum(kClose, 2)->change, 0);
  EXPECT_EQ(momentum(kClose, 3)->change, -0.5);
  EXPECT_DOUBLE_EQ(momentum(kClose, 3)->log_change, -std::log(2));
  EXPECT_FALSE(momentum(kClose, 4));
}

TEST(Momentum, AUsualStepIsNotCentred) {
  EXPECT_DOUBLE_EQ(log_return_rms(kClose), std::log(2));
  EXPECT_DOUBLE_EQ(log_return_rms(std::vector<double>{1, 2, 4, 8}), std::log(2));
  EXPECT_EQ(log_return_rms(std::vector<double>{1}), 0);
}

TEST(Rsi, SmoothsAsWilderDoes) {
  // Rises and falls average 1/2 each after two changes; then 3/4 against 1/4.
  EXPECT_DOUBLE_EQ(*rsi(std::vector<double>{1, 2, 1}, 2), 50);
  EXPECT_DOUBLE_EQ(*rsi(std::vector<double>{1, 2, 1, 2}, 2), 75);
}

TEST(Rsi, HasItsEndsAtPureRiseAndFall) {
  EXPECT_EQ(rsi(test::ramp(30, 1, 1).close, 14), 100);
  EXPECT_EQ(rsi(test::ramp(30, 100, -1).close, 14), 0);
}

TEST(Rsi, IsNoneWithoutMovementWhateverThePrice) {
  for (const double price : {1e-9, 1.0, 1e9})
    EXPECT_EQ(rsi(test::flat_candles(30, price, 1).close, 14), std::nullopt);
  EXPECT_TRUE(rsi(test::ramp(30, 1e-9, 1e-14).close, 14).has_value());
}

TEST(Rsi, NeedsOneCloseMoreThanItsPeriod) {
  EXPECT_EQ(rsi(test::ramp(14, 1, 1).close, 14), std::nullopt);
  EXPECT_TRUE(rsi(test::ramp(15, 1, 1).close, 14).has_value());
}

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

// Over two candles each close is at one end of its range.
TEST(Stochastic, SmoothsTwice) {
  const Candles candles =
      test::points({1, 2, 1, 2, 3});  // fast %K from the second on: 100 0 100 100
  const auto value = stochastic(newest(candles, 5), {2, 2, 2});
  ASSERT_TRUE(value);
  EXPECT_DOUBLE_EQ(value->k, 100);
  EXPECT_DOUBLE_EQ(value->d, 75);  // the mean of %K 50 and 100
}

TEST(Stochastic, WeighsEachValueByTheMeansItIsIn) {
  const Candles candles = test::random_walk(3, {.rows = 18});
  const auto value = stochastic(newest(candles, 18));
  ASSERT_TRUE(value);
  double d = 0;
  for (std::size_t back = 0; back < 3; ++back) {
    const Candles until = candles;
    Window window = newest(until, 18);
    for (Column* column : {&window.open, &window.high, &window.low, &window.close, &window.volume})
      *column = column->first(18 - back);
    const auto k = stochastic(window, {14, 3, 1});
    ASSERT_TRUE(k);
    if (back == 0) {
      EXPECT_DOUBLE_EQ(k->k, value->k);
    }
    d += k->k / 3;
  }
  EXPECT_NEAR(value->d, d, 1e-10);
}

TEST(Stochastic, IsNoneWithoutARangeOrRows) {
  EXPECT_FALSE(stochastic(newest(test::flat_candles(30, 2, 1), 30)));
  const Candles walk = test::random_walk(3, {.rows = 18});
  EXPECT_FALSE(stochastic(newest(walk, 17)));
  EXPECT_TRUE(stochastic(newest(walk, 18)));
}

}  // namespace
}  // namespace scand::lib::indicator
