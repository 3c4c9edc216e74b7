#include "lib/exchange/reply.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

TEST(VenueError, RepliesFindTheFirstHeaderOfAName) {
  const HeaderList headers{{"a", "1"}, {"b", "2"}, {"a", "3"}};
  const Reply reply{200, &headers, "", {}};
  EXPECT_EQ(reply.header("a"), "1");
  EXPECT_EQ(reply.header("c"), "");
  EXPECT_EQ(Reply{}.header("a"), "");
}

}  // namespace
}  // namespace scand::lib::exchange
