#include "lib/indicator/momentum.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

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

}  // namespace
}  // namespace scand::lib::indicator
