#include "lib/indicator/rsi.h"

#include <gtest/gtest.h>
#include <vector>

#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

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

}  // namespace
}  // namespace scand::lib::indicator
