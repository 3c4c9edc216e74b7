#include "daemon/http/date.h"

#include <gtest/gtest.h>

namespace scand::daemon::http {
namespace {

TEST(HttpDate, IsWrittenAsTheStandardShowsIt) {
  EXPECT_EQ(http_date(784'111'777), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(http_date(1'709'251'199), "Thu, 29 Feb 2024 23:59:59 GMT");
}

}  // namespace
}  // namespace scand::daemon::http
