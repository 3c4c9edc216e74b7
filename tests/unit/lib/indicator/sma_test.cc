#include "lib/indicator/sma.h"

#include <gtest/gtest.h>
#include <vector>

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

}  // namespace
}  // namespace scand::lib::indicator
