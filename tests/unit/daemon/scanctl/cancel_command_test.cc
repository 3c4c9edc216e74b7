#include <gtest/gtest.h>

#include "command_bench.h"

#include "daemon/scanctl/value_access.h"

namespace scand::daemon {
namespace {

TEST(CancelCommand, EndsARunningJob) {
  CommandBench bench(CommandBench::endless);
  const auto job = bench.running_job();
  EXPECT_EQ(bench.run(add_cancel_command, {"cancel", job}).code, 0);
  const auto result = bench.run(add_watch_command, {"watch", job, "--json"}).json();
  EXPECT_EQ(text_at(result, {"metadata", "status"}), "cancelled");
}

TEST(CancelCommand, IsHarmlessAfterTheEnd) {
  CommandBench bench;
  const auto job = bench.finished_job();
  const auto text = bench.run(add_cancel_command, {"cancel", job});
  EXPECT_EQ(text.code, 0);
  EXPECT_EQ(text.data, "job " + job + " is complete\n");
  EXPECT_EQ(text_at(bench.run(add_cancel_command, {"cancel", job, "--json"}).json(), {"status"}),
            "complete");
}

TEST(CancelCommand, AnUnknownJobIsUsage) {
  CommandBench bench;
  EXPECT_EQ(bench.run(add_cancel_command, {"cancel", "01jb3v8q0000000000000000k7"}).code, 64);
}

}  // namespace
}  // namespace scand::daemon
