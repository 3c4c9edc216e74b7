#include "daemon/scanctl/job_follower.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "command_bench.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Sends Ctrl-C to this process as soon as the job runs.
proto::PartialResult ctrl_c(const proto::ScanTask& task, broker::TaskContext& context) {
  kill(getpid(), SIGINT);
  return CommandBench::endless(task, context);
}

TEST(JobFollower, CtrlCCancelsTheJobAndWaitsForItsEnd) {
  CommandBench bench(ctrl_c);
  const auto outcome = bench.run(add_scan_command, {"scan", "-e", "okx"});
  EXPECT_EQ(outcome.code, 130);
  EXPECT_THAT(outcome.messages, HasSubstr("cancelling job"));
  EXPECT_THAT(outcome.data, HasSubstr("cancelled: 0 signals"));
}

TEST(JobFollower, AJobCancelledByAnotherClientCountsAsFailed) {
  CommandBench bench(CommandBench::endless);
  const auto job = bench.running_job();
  EXPECT_EQ(bench.run(add_cancel_command, {"cancel", job}).code, 0);
  EXPECT_EQ(bench.run(add_watch_command, {"watch", job}).code, 4);
}

TEST(JobFollower, ScanctlsOwnLimitLeavesTheJobRunning) {
  CommandBench bench(CommandBench::endless);
  const auto outcome = bench.run(add_scan_command, {"--timeout", "0.3", "scan", "-e", "okx"});
  EXPECT_EQ(outcome.code, 8);
  EXPECT_THAT(outcome.messages, HasSubstr("the job goes on: scanctl watch "));
  EXPECT_THAT(outcome.messages, Not(HasSubstr("cancelling")));
}

TEST(JobFollower, TheDeadlineIsATimeout) {
  CommandBench bench(CommandBench::endless);
  const auto outcome = bench.run(add_scan_command, {"scan", "-e", "okx", "--deadline", "1"});
  EXPECT_EQ(outcome.code, 8);
  EXPECT_THAT(outcome.data, HasSubstr("timeout"));
}

}  // namespace
}  // namespace scand::daemon
