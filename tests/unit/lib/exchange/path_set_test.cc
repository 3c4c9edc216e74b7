#include <gtest/gtest.h>

#include "lib/exchange/body_reader.h"

namespace scand::lib::exchange {
namespace {

TEST(PathSet, EqualPathsShareASlot) {
  PathSet paths;
  EXPECT_EQ(paths.add({"a", "b"}), 0U);
  EXPECT_EQ(paths.add({"a", "c"}), 1U);
  EXPECT_EQ(paths.add({"a", "b"}), 0U);
  EXPECT_EQ(paths.add({"a"}), 2U);
  EXPECT_EQ(paths.add({}), 3U);
  EXPECT_EQ(paths.size(), 4U);
  EXPECT_EQ(paths.nodes().size(), 4U);  // the root, a, b, c
}

TEST(PathSet, StepsOfDigitsAreIndicesToo) {
  PathSet paths;
  paths.add({"12", "x1"});
  EXPECT_EQ(paths.nodes()[1].index, 12U);
  EXPECT_EQ(paths.nodes()[2].index, PathSet::kNone);
}

}  // namespace
}  // namespace scand::lib::exchange
