#include "broker/core/retry_policy.h"

#include <gtest/gtest.h>
#include <set>

namespace scand::broker {
namespace {

using enum event::Outcome;
using proto::ErrorKind;

Verdict after(event::Outcome outcome, Attempts so_far, std::uint32_t max,
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

TEST(RetryPolicy, ALossIsTriedAgainSoOften) {
  EXPECT_EQ(after(lost, {0, 1}, 3), Verdict::run_again);
  EXPECT_EQ(after(lost, {2, 2}, 3), Verdict::run_again) << "failures are counted apart";
  EXPECT_EQ(after(lost, {0, 3}, 3), Verdict::give_up);
  EXPECT_EQ(after(lost, {0, 1}, 1), Verdict::give_up);
}

TEST(RetryPolicy, AFailureThatMayPassIsTriedLaterSoOften) {
  EXPECT_EQ(after(failed, {1, 0}, 3, ErrorKind::network), Verdict::try_later);
  EXPECT_EQ(after(failed, {2, 2}, 3, ErrorKind::network), Verdict::try_later);
  EXPECT_EQ(after(failed, {3, 0}, 3, ErrorKind::network), Verdict::deliver);
  EXPECT_EQ(after(failed, {1, 0}, 1, ErrorKind::network), Verdict::deliver);
  EXPECT_EQ(after(failed, {1, 0}, 3), Verdict::deliver) << "without a kind nothing is known";
}

TEST(RetryPolicy, OnlySomeKindsAreWorthIt) {
  std::set<ErrorKind> worth;
  for (int i = 0; i < proto::kErrorKindCount; ++i) {
    const auto kind = static_cast<ErrorKind>(i);
    if (worth_a_retry(kind)) worth.insert(kind);
    EXPECT_EQ(after(failed, {1, 0}, 3, kind) == Verdict::try_later, worth_a_retry(kind));
  }
  EXPECT_EQ(worth, (std::set{ErrorKind::network, ErrorKind::transient, ErrorKind::timeout,
                             ErrorKind::bad_response}));
}

}  // namespace
}  // namespace scand::broker
