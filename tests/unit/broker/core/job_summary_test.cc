#include "broker/core/job_summary.h"

#include <gtest/gtest.h>

#include "core_driver.h"

#include "broker/core/job.h"

namespace scand::broker {
namespace {

TEST(JobSummary, CountsWhatHasAnswered) {
  auto request = test::request_for({"alpha", "beta", "gamma"});
  request.timeframe = "medium";
  request.priority = proto::Priority::high;
  Job job;
  job.id = "job";
  job.request = std::make_shared<const proto::ScanRequest>(request);
  job.accepted.wall = base::from_unix_ms(77);
  job.state = JobState::running;
  job.exchanges.resize(3);
  job.exchanges[0].state = JobExchange::State::done;
  job.exchanges[2].state = JobExchange::State::failed;
  EXPECT_EQ(summarise(job), (JobSummary{"job", proto::JobStatus::running, proto::Priority::high,
                                        "medium", 77, 100, 3, 1, 1, std::nullopt}));
}

}  // namespace
}  // namespace scand::broker
