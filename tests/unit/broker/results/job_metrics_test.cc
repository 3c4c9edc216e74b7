#include "broker/results/job_metrics.h"

#include <gtest/gtest.h>

#include "tests/kit/broker/samples.h"

namespace scand::broker {
namespace {

using test::at_ms;
using test::part;
using test::partial;

TEST(JobMetrics, OwnTaskCountsTheWorkersTimeAndTheQueueApart) {
  // Accepted at 1 s, taken at 3 s, in after 2 s of work.
  const auto detail =
      detail_of(part("j", "okx", 3'000, 5'001), partial("okx", 2'000), at_ms(1'000), "OKX");
  EXPECT_EQ(detail.name, "OKX");
  EXPECT_DOUBLE_EQ(detail.duration_seconds, 2.0);
  EXPECT_DOUBLE_EQ(detail.queue_seconds, 2.0);
  EXPECT_DOUBLE_EQ(detail.init_seconds + detail.scan_seconds, detail.duration_seconds);
  EXPECT_DOUBLE_EQ(detail.rate_limit_wait_seconds + detail.network_seconds + detail.compute_seconds,
                   detail.duration_seconds);
  EXPECT_FALSE(detail.shared);
}

TEST(JobMetrics, TaskThatWasRunningAlreadyCountsFromThisJobsAcceptance) {
  const auto detail =
      detail_of(part("j", "okx", 1'000, 5'000, true), partial("okx", 4'000), at_ms(3'500), "okx");
  EXPECT_DOUBLE_EQ(detail.duration_seconds, 1.5);
  EXPECT_DOUBLE_EQ(detail.queue_seconds, 0);
  EXPECT_DOUBLE_EQ(detail.init_seconds, 1.0);  // the task's own
  EXPECT_TRUE(detail.shared);
}

TEST(JobMetrics, SharedTaskThatBeganLaterCountsWhole) {
  const auto detail =
      detail_of(part("j", "okx", 4'000, 5'000, true), partial("okx", 1'000), at_ms(3'500), "okx");
  EXPECT_DOUBLE_EQ(detail.duration_seconds, 1.0);
  EXPECT_DOUBLE_EQ(detail.queue_seconds, 0.5);
  EXPECT_TRUE(detail.shared);
}

TEST(JobMetrics, MissingThatRanCountsFromItsStart) {
  const proto::Failure timeout{proto::ErrorKind::timeout, "too slow"};
  const auto detail =
      detail_of({"j", "okx", timeout, 2, at_ms(2'000), at_ms(10'000)}, at_ms(1'000), "okx");
  EXPECT_DOUBLE_EQ(detail.duration_seconds, 8);
  EXPECT_DOUBLE_EQ(detail.queue_seconds, 1);
  EXPECT_EQ(detail.attempts, 2U);
  EXPECT_EQ(detail.failure, timeout);
}

TEST(JobMetrics, MissingOfATaskOlderThanTheJobCountsFromAcceptance) {
  const auto detail = detail_of(
      {"j", "okx", {proto::ErrorKind::timeout, ""}, 1, at_ms(500), at_ms(3'000)}, at_ms(1'000), "");
  EXPECT_DOUBLE_EQ(detail.duration_seconds, 2);
  EXPECT_DOUBLE_EQ(detail.queue_seconds, 0);
}

TEST(JobMetrics, MissingThatNobodyTookWasAllQueue) {
  const auto detail =
      detail_of({"j", "okx", {proto::ErrorKind::timeout, ""}, 0, std::nullopt, at_ms(3'000)},
                at_ms(1'000), "okx");
  EXPECT_DOUBLE_EQ(detail.duration_seconds, 0);
  EXPECT_DOUBLE_EQ(detail.queue_seconds, 2);
}

TEST(JobMetrics, SpeedupIsTheSumOverTheParallelDuration) {
  std::vector<proto::ExchangeDetail> details(3);
  details[0].duration_seconds = 52.3;
  details[1].duration_seconds = 48.7;
  details[1].failure = proto::Failure{};
  details[2].duration_seconds = 55.1;
  for (auto& detail : details)
    detail.filter_seconds = 0.002;
  const auto performance = performance_of(details, base::nanos(55.1), std::chrono::milliseconds(4));
  EXPECT_NEAR(performance.sequential_duration_estimated, 156.1, 1e-9);
  EXPECT_NEAR(performance.parallel_duration, 55.1, 1e-9);
  EXPECT_NEAR(performance.speedup.value(), 156.1 / 55.1, 1e-9);
  EXPECT_NEAR(performance.time_saved_seconds, 101.0, 1e-9);
  EXPECT_NEAR(performance.filtering_seconds, 0.010, 1e-9);
  EXPECT_EQ(performance.successful_scans, 2U);
  EXPECT_EQ(performance.failed_scans, 1U);
}

TEST(JobMetrics, SpeedupIsNullWhenNoTimePassed) {
  EXPECT_FALSE(performance_of({}, base::Nanos(0), base::Nanos(0)).speedup.has_value());
}

}  // namespace
}  // namespace scand::broker
