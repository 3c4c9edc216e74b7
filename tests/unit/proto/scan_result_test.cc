#include "proto/scan_result.h"

#include <gtest/gtest.h>

namespace scand::proto {
namespace {

TEST(ScanResult, StatusesRoundTripAndTheLastFiveAreTerminal) {
  int terminals = 0;
  for (int i = 0; i <= static_cast<int>(JobStatus::cancelled); ++i) {
    const auto status = static_cast<JobStatus>(i);
    EXPECT_EQ(parse_job_status(name(status)), status);
    terminals += terminal(status) ? 1 : 0;
  }
  EXPECT_EQ(terminals, 5);
  EXPECT_FALSE(terminal(JobStatus::queued));
  EXPECT_FALSE(terminal(JobStatus::running));
  EXPECT_EQ(parse_job_status("done"), std::nullopt);
}

}  // namespace
}  // namespace scand::proto
