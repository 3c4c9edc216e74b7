#include "broker/core/admission.h"

#include <gtest/gtest.h>
#include <string>

namespace scand::broker {
namespace {

using namespace std::chrono_literals;

TEST(Admission, RefusesPastItsBound) {
  Admission admission(3, 9);
  for (const char* lane : {"a", "b", "c"}) {
    EXPECT_EQ(admission.refusal(lane), std::nullopt);
    admission.enter(lane);
  }
  const auto refusal = admission.refusal("d");
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->code, proto::RefusalCode::busy);
  EXPECT_GT(refusal->retry_after_ms.value_or(0), 0U);
  admission.leave("a", 1s);
  EXPECT_EQ(admission.refusal("d"), std::nullopt);
}

TEST(Admission, OneClientCannotTakeAllPlaces) {
  Admission admission(9, 2);
  admission.enter("greedy");
  admission.enter("greedy");
  ASSERT_TRUE(admission.refusal("greedy"));
  EXPECT_NE(admission.refusal("greedy")->message.find("2 jobs of this client"), std::string::npos);
  EXPECT_EQ(admission.refusal("modest"), std::nullopt);
}

TEST(Admission, EstimatesTheRetryFromTheDurationOfJobs) {
  Admission admission(4, 9);
  for (int i = 0; i < 5; ++i)
    admission.enter("a");
  admission.leave("a", 8s);
  EXPECT_EQ(admission.refusal("b")->retry_after_ms, 2000U)
      << "four jobs of 8 s: one ends every 2 s";
  admission.enter("a");
  admission.leave("a", std::nullopt);
  EXPECT_EQ(admission.refusal("b")->retry_after_ms, 2000U) << "a job that never ran does not count";
  admission.enter("a");
  admission.leave("a", 18s);
  EXPECT_EQ(admission.refusal("b")->retry_after_ms, 2500U) << "the mean has moved to 10 s";
}

TEST(Admission, TheEstimateIsBounded) {
  Admission admission(1, 9);
  admission.enter("a");
  admission.enter("a");
  admission.leave("a", 10h);
  EXPECT_EQ(admission.refusal("b")->retry_after_ms, 60'000U);
  Admission quick(1, 9);
  quick.enter("a");
  quick.enter("a");
  quick.leave("a", 1us);
  EXPECT_EQ(quick.refusal("b")->retry_after_ms, 100U);
}

TEST(Admission, LeavingWithoutEnteringDoesNothing) {
  Admission admission(1, 1);
  admission.leave("nobody", 1s);
  EXPECT_EQ(admission.jobs(), 0U);
}

}  // namespace
}  // namespace scand::broker
