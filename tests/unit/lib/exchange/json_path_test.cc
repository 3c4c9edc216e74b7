#include "lib/exchange/json_path.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

TEST(JsonPath, TellsWhereItStarts) {
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

}  // namespace
}  // namespace scand::lib::exchange
