#include "lib/indicator/stochastic.h"

#include <gtest/gtest.h>

#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

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
