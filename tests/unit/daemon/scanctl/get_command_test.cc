#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command_bench.h"

#include "daemon/scanctl/value_access.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;

TEST(GetCommand, AFinishedJobIsItsResult) {
  CommandBench bench;
  const auto job = bench.finished_job({"okx", "kraken"});
  const auto text = bench.run(add_get_command, {"get", job});
  EXPECT_EQ(text.code, 0);
  EXPECT_THAT(text.data, HasSubstr("job " + job));
  EXPECT_EQ(
      text_at(bench.run(add_get_command, {"get", job, "--json"}).json(), {"metadata", "job_id"}),
      job);
  EXPECT_THAT(bench.run(add_get_command, {"get", job, "--jsonl"}).data,
              ::testing::StartsWith("{\"event\":\"result\""));
}

TEST(GetCommand, ARunningJobIsItsState) {
  CommandBench bench(CommandBench::endless);
  const auto job = bench.running_job();
  const auto text = bench.run(add_get_command, {"get", job});
  EXPECT_EQ(text.code, 0);
  EXPECT_THAT(text.data,
              ::testing::AnyOf("job " + job + " is running\n", "job " + job + " is queued\n"));
  EXPECT_EQ(text_at(bench.run(add_get_command, {"get", job, "--json"}).json(), {"job_id"}), job);
}

TEST(GetCommand, AnUnknownJobIsUsage) {
  CommandBench bench;
  const auto outcome = bench.run(add_get_command, {"get", "01jb3v8q0000000000000000k7"});
  EXPECT_EQ(outcome.code, 64);
  EXPECT_THAT(outcome.messages, HasSubstr("01jb3v8q0000000000000000k7"));
}

}  // namespace
}  // namespace scand::daemon
