#include "lib/base/histogram.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scand::base {
namespace {

using ::testing::ElementsAre;

TEST(Histogram, CountsBetweenItsEdgesAndAboveThem) {
  static constexpr std::array kEdges{1.0, 2.0};
  Histogram histogram(kEdges);
  for (const double value : {0.0, 1.0, 1.5, 2.0, 2.5, 1000.0})
    histogram.add(value);
  EXPECT_THAT(histogram.counts(), ElementsAre(2u, 2u, 2u)) << "an edge belongs to what is below";
  EXPECT_DOUBLE_EQ(histogram.sum(), 1007);
}

TEST(Histogram, TheStandardEdgesRise) {
  EXPECT_TRUE(std::ranges::is_sorted(kSecondsEdges));
  EXPECT_EQ(kSecondsEdges.front(), 0.05);
  EXPECT_EQ(kSecondsEdges.back(), 600);
  EXPECT_EQ(Histogram().counts().size(), kSecondsEdges.size() + 1);
}

}  // namespace
}  // namespace scand::base
