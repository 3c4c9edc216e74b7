#include "lib/indicator/volume_ratio.h"

#include <gtest/gtest.h>
#include <vector>

namespace scand::lib::indicator {
namespace {

TEST(VolumeRatio, LeavesTheLastOutOfTheMean) {
  EXPECT_EQ(volume_ratio(std::vector<double>{100, 1, 3, 6}, 2), 3);
}

TEST(VolumeRatio, IsNoneWithoutTradesBeforeOrRows) {
  EXPECT_EQ(volume_ratio(std::vector<double>{0, 0, 6}, 2), std::nullopt);
  EXPECT_EQ(volume_ratio(std::vector<double>{1, 6}, 2), std::nullopt);
  EXPECT_EQ(volume_ratio(std::vector<double>{1e-300, 1e30}, 1), std::nullopt);
}

}  // namespace
}  // namespace scand::lib::indicator
