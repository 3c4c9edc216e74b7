#include "daemon/gateway/connection_book.h"

#include <gtest/gtest.h>

namespace scand::daemon::gateway {
namespace {

using Door = ConnectionBook::Door;

HttpLimits limits(std::size_t all, std::size_t each) {
  HttpLimits limits;
  limits.connections = all;
  limits.connections_per_address = each;
  return limits;
}

TEST(ConnectionBook, BoundsAllAndEachAddress) {
  ConnectionBook book(limits(3, 2));
  EXPECT_EQ(book.enter("a"), Door::open);
  EXPECT_EQ(book.enter("a"), Door::open);
  EXPECT_EQ(book.enter("a"), Door::full_for_address);
  EXPECT_EQ(book.enter("b"), Door::open);
  EXPECT_EQ(book.enter("b"), Door::full);
  book.leave("a", Door::open);
  EXPECT_EQ(book.enter("b"), Door::open);
}

TEST(ConnectionBook, NotEvenRefusalsAreUnbounded) {
  ConnectionBook book(limits(0, 1));
  for (std::size_t number = 0; number < ConnectionBook::kRefusedMax; ++number)
    EXPECT_EQ(book.enter("a"), Door::full);
  EXPECT_EQ(book.enter("a"), Door::shut);
  book.leave("a", Door::full);
  EXPECT_EQ(book.enter("a"), Door::full);
}

TEST(ConnectionBook, KnowsWhenAllHaveLeft) {
  ConnectionBook book(limits(2, 2));
  EXPECT_TRUE(book.wait_until_empty(std::chrono::milliseconds(0)));
  EXPECT_EQ(book.enter("a"), Door::open);
  EXPECT_FALSE(book.wait_until_empty(std::chrono::milliseconds(0)));
  book.leave("a", Door::open);
  EXPECT_TRUE(book.wait_until_empty(std::chrono::milliseconds(0)));
}

}  // namespace
}  // namespace scand::daemon::gateway
