#include "daemon/http/status.h"

#include <gtest/gtest.h>

namespace scand::daemon::http {
namespace {

TEST(Status, HasItsStandardPhrase) {
  EXPECT_EQ(reason_phrase(200), "OK");
  EXPECT_EQ(reason_phrase(410), "Gone");
  EXPECT_EQ(reason_phrase(413), "Content Too Large");
  EXPECT_EQ(reason_phrase(299), "Unknown");
}

}  // namespace
}  // namespace scand::daemon::http
