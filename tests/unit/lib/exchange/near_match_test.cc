#include "lib/exchange/near_match.h"

#include <gtest/gtest.h>
#include <vector>

namespace scand::lib::exchange {
namespace {

TEST(NearMatch, OnlyWhatLooksAlike) {
  const std::vector<std::string> known{"limit", "window", "used_header"};
  EXPECT_EQ(near_match("limits", known), "limit");
  EXPECT_EQ(near_match("widnow", known), "window");
  EXPECT_EQ(near_match("used_haeder", known), "used_header");
  EXPECT_EQ(near_match("frequency", known), "");
  EXPECT_EQ(near_match("x", {}), "");
}

}  // namespace
}  // namespace scand::lib::exchange
