#include "daemon/http/connection_book.h"

#include <gtest/gtest.h>

namespace scand::daemon::http {
namespace {

using Verdict = ConnectionBook::Verdict;

Limits limits(std::size_t all, std::size_t each) {
  Limits limits;
  limits.connections = all;
  limits.connections_per_address = each;
  return limits;
}

TEST(ConnectionBook, BoundsAllAndEachAddress) {
  ConnectionBook book(limits(3, 2));
  EXPECT_EQ(book.enter("a"), Verdict::accepted);
  EXPECT_EQ(book.enter("a"), Verdict::accepted);
  EXPECT_EQ(book.enter("a"), Verdict::full_for_address);
  EXPECT_EQ(book.enter("b"), Verdict::accepted);
  EXPECT_EQ(book.enter("b"), Verdict::full);
  book.leave("a", Verdict::accepted);
  EXPECT_EQ(book.enter("b"), Verdict::accepted);
}

TEST(ConnectionBook, RefusalsAreBoundedToo) {
  ConnectionBook book(limits(0, 1));
  for (std::size_t number = 0; number < ConnectionBook::kRefusedMax; ++number)
    EXPECT_EQ(book.enter("a"), Verdict::full);
  EXPECT_EQ(book.enter("a"), Verdict::dropped);
  book.leave("a", Verdict::full);
  EXPECT_EQ(book.enter("a"), Verdict::full);
}

TEST(ConnectionBook, WaitsUntilAllHaveLeft) {
  ConnectionBook book(limits(2, 2));
  EXPECT_TRUE(book.wait_until_empty(std::chrono::milliseconds(0)));
  EXPECT_EQ(book.enter("a"), Verdict::accepted);
  EXPECT_FALSE(book.wait_until_empty(std::chrono::milliseconds(0)));
  book.leave("a", Verdict::accepted);
  EXPECT_TRUE(book.wait_until_empty(std::chrono::milliseconds(0)));
}

}  // namespace
}  // namespace scand::daemon::http
