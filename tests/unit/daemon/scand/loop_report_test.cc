#include "daemon/scand/loop_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "log/keeping_sink.h"

namespace scand::daemon {
namespace {

TEST(LoopReport, ALineForEachThingThatTheWatchdogTells) {
  base::ManualClock clock;
  std::vector<base::LogRecord> records;
  base::Log log(clock, std::make_unique<KeepingSink>(records), base::LogLevel::info);
  Watchdog::Verdict verdict;
  report_loops(log, verdict, 0);
  EXPECT_TRUE(records.empty());
  verdict.stopped = {{"journal", std::chrono::milliseconds(60'250)}};
  verdict.recovered = {"broker"};
  verdict.workers_stuck = true;
  report_loops(log, verdict, 4);
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].event, "loop.stopped");
  EXPECT_THAT(records[0].message,
              testing::StartsWith("the journal loop has not turned for 60.2 s"));
  EXPECT_EQ(records[1].event, "loop.recovered");
  EXPECT_EQ(records[2].event, "workers.stuck");
  EXPECT_THAT(records[2].message, testing::StartsWith("4 workers did not come back"));
  Watchdog::Verdict after;
  after.workers_recovered = true;
  report_loops(log, after, 1);
  EXPECT_EQ(records.back().event, "workers.recovered");
}

}  // namespace
}  // namespace scand::daemon
