#include "daemon/failure_text.h"

#include <gtest/gtest.h>

namespace scand::daemon {
namespace {

TEST(FailureText, TheExchangeIsNamedOnce) {
  EXPECT_EQ(without_name("okx: no answer", "okx"), "no answer");
  EXPECT_EQ(without_name("okx has gone", "okx"), "okx has gone");
  EXPECT_EQ(without_name("gate: no answer", "gateio"), "gate: no answer");
  EXPECT_EQ(without_name("no answer", ""), "no answer");
}

}  // namespace
}  // namespace scand::daemon
