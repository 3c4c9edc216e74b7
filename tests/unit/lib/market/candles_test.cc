#include "lib/market/candles.h"

#include <gtest/gtest.h>
#include <limits>

namespace scand::lib {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool usable_row(double open, double high, double low, double close, double volume) {
  Candles candles;
  candles.push_back(0, open, high, low, close, volume);
  return usable(candles, 0);
}

TEST(Usable, TakesWhatIsANumberAndPositive) {
  EXPECT_TRUE(usable_row(2, 3, 1, 2, 0));
  EXPECT_TRUE(usable_row(1e-12, 1e-12, 1e-12, 1e-12, 1e15));
  EXPECT_TRUE(usable_row(9, 3, 1, 2, 0));  // an open outside the range
}

TEST(Usable, RefusesEveryOtherCell) {
  for (const double bad : {kNan, kInfinity, -kInfinity, 0.0, -1.0, 1e-31, 1e31}) {
    EXPECT_FALSE(usable_row(bad, 3, 1, 2, 1)) << bad;
    EXPECT_FALSE(usable_row(2, bad, 1, 2, 1)) << bad;
    EXPECT_FALSE(usable_row(2, 3, bad, 2, 1)) << bad;
    EXPECT_FALSE(usable_row(2, 3, 1, bad, 1)) << bad;
  }
  for (const double bad : {kNan, kInfinity, -1.0, 1e41})
    EXPECT_FALSE(usable_row(2, 3, 1, 2, bad)) << bad;
  EXPECT_FALSE(usable_row(2, 1, 3, 2, 1));  // the low above the high
}

TEST(Usable, KeepsTheOrderOfTheRest) {
  Candles candles;
  candles.push_back(3, 2, 3, 1, 2, 1);
  candles.push_back(2, kNan, 3, 1, 2, 1);
  candles.push_back(1, 2, 3, 1, 2.5, 1);
  EXPECT_EQ(count_usable(candles), 2U);
  const Candles rest = usable_only(candles);
  EXPECT_EQ(rest.time, (std::vector<std::int64_t>{3, 1}));
  EXPECT_EQ(rest.close, (std::vector<double>{2, 2.5}));
}

}  // namespace
}  // namespace scand::lib
