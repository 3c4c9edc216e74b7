#include "lib/exchange/json_path.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

TEST(JsonPath, SaysWhereItStarts) {
  EXPECT_EQ(parse_path("a/b/0"), (Path{Path::From::row, {"a", "b", "0"}}));
  EXPECT_EQ(parse_path("/result/*"), (Path{Path::From::root, {"result", "*"}}));
  EXPECT_EQ(parse_path("$key"), (Path{Path::From::key, {}}));
  EXPECT_EQ(parse_path(""), Path{});
}

TEST(JsonPath, IsWrittenAsItWasRead) {
  for (const char* const text : {"a/b/0", "/result/list", "7", "$key"})
    EXPECT_EQ(to_string(parse_path(text)), text);
  EXPECT_EQ(to_string(Path{}), "/");
}

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
