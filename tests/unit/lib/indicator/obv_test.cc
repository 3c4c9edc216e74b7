#include "lib/indicator/obv.h"

#include <gtest/gtest.h>
#include <vector>

namespace scand::lib::indicator {
namespace {

TEST(Obv, AddsOnRisesAndTakesOffOnFalls) {
  const std::vector<double> volume{5, 6, 7, 8};
  EXPECT_EQ(obv(std::vector<double>{1, 2, 2, 1}, volume), 5 + 6 - 8);
  EXPECT_EQ(obv(std::vector<double>{4, 3, 2, 1}, volume), 5 - 6 - 7 - 8);
  EXPECT_EQ(obv({}, {}), 0);
}

}  // namespace
}  // namespace scand::lib::indicator
