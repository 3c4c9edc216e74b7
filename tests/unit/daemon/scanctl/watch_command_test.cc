#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command_bench.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;

TEST(WatchCommand, AFinishedJobIsShownAtOnce) {
  CommandBench bench;
  const auto job = bench.finished_job();
  const auto outcome = bench.run(add_watch_command, {"watch", job});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.data, HasSubstr("complete: 2 signals of 2 markets"));
  EXPECT_THAT(outcome.messages, HasSubstr("okx: done in "));
}

TEST(WatchCommand, AllJobsUntilItsOwnLimit) {
  CommandBench bench;
  const auto outcome = bench.run(add_watch_command, {"--timeout", "0.2", "watch"});
  EXPECT_EQ(outcome.code, 8);
  EXPECT_EQ(outcome.data, "") << "nothing ran";
}

TEST(WatchCommand, AnUnknownJobIsAUsageError) {
  CommandBench bench;
  EXPECT_EQ(bench.run(add_watch_command, {"watch", "01jb3v8q0000000000000000k7"}).code, 64);
}

}  // namespace
}  // namespace scand::daemon
