#include "broker/retry_policy.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

using enum event::Outcome;

TEST(RetryPolicy, AnAnswerIsDelivered) {
  EXPECT_EQ(after_attempt(ok, 1, 3), Verdict::deliver);
  EXPECT_EQ(after_attempt(failed, 1, 3), Verdict::deliver);
  EXPECT_EQ(after_attempt(ok, 9, 3), Verdict::deliver);
}

TEST(RetryPolicy, ALossIsTriedAgainSoOften) {
  EXPECT_EQ(after_attempt(lost, 1, 3), Verdict::run_again);
  EXPECT_EQ(after_attempt(lost, 2, 3), Verdict::run_again);
  EXPECT_EQ(after_attempt(lost, 3, 3), Verdict::give_up);
  EXPECT_EQ(after_attempt(lost, 1, 1), Verdict::give_up);
}

}  // namespace
}  // namespace scand::broker
