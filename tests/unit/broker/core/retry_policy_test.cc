#include "broker/core/retry_policy.h"

#include <gtest/gtest.h>
#include <set>

namespace scand::broker {
namespace {

using enum event::Outcome;
using proto::ErrorKind;

Verdict after(event::Outcome outcome, EndedAttempts so_far, std::uint32_t max,
              std::optional<ErrorKind> kind = std::nullopt) {
  event::TaskAnswered answer;
  answer.outcome = outcome;
  answer.error_kind = kind;
  return after_attempt(answer, so_far, max);
}

TEST(RetryPolicy, ASuccessIsDelivered) {
  EXPECT_EQ(after(ok, {0, 0}, 3), Verdict::deliver);
  EXPECT_EQ(after(ok, {2, 2}, 3), Verdict::deliver);
}

TEST(RetryPolicy, ALossIsRetriedUpToTheBound) {
  EXPECT_EQ(after(lost, {0, 1}, 3), Verdict::retry_now);
  EXPECT_EQ(after(lost, {2, 2}, 3), Verdict::retry_now) << "failures are counted apart";
  EXPECT_EQ(after(lost, {0, 3}, 3), Verdict::give_up);
  EXPECT_EQ(after(lost, {0, 1}, 1), Verdict::give_up);
}

TEST(RetryPolicy, ATransientFailureIsRetriedUpToTheBound) {
  EXPECT_EQ(after(failed, {1, 0}, 3, ErrorKind::network), Verdict::retry_later);
  EXPECT_EQ(after(failed, {2, 2}, 3, ErrorKind::network), Verdict::retry_later);
  EXPECT_EQ(after(failed, {3, 0}, 3, ErrorKind::network), Verdict::deliver);
  EXPECT_EQ(after(failed, {1, 0}, 1, ErrorKind::network), Verdict::deliver);
  EXPECT_EQ(after(failed, {1, 0}, 3), Verdict::deliver) << "an unknown kind is not retried";
}

TEST(RetryPolicy, OnlySomeKindsAreWorthRetrying) {
  std::set<ErrorKind> worth;
  for (int i = 0; i < proto::kErrorKindCount; ++i) {
    const auto kind = static_cast<ErrorKind>(i);
    if (is_worth_retrying(kind)) worth.insert(kind);
    EXPECT_EQ(after(failed, {1, 0}, 3, kind) == Verdict::retry_later, is_worth_retrying(kind));
  }
  EXPECT_EQ(worth, (std::set{ErrorKind::network, ErrorKind::transient, ErrorKind::timeout,
                             ErrorKind::bad_response}));
}

TEST(RetrySchedule, ThePauseGrowsAndLeavesAMargin) {
  using namespace std::chrono_literals;
  CoreConfig config;
  config.retry_pause = {1s, 15s};
  config.retry_margin = 3s;
  RetrySchedule retries(config);
  const base::MonoTime now(100s);
  const base::MonoTime first = retries.next_attempt(now, 1);
  EXPECT_GE(first, now + 500ms);
  EXPECT_LE(first, now + 1s);
  EXPECT_GE(retries.next_attempt(now, 3), now + 2s) << "doubled with each failure";
  EXPECT_TRUE(retries.in_time(now, now + 3s));
  EXPECT_FALSE(retries.in_time(now, now + 2s));
}

}  // namespace
}  // namespace scand::broker
