#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command_bench.h"

#include "daemon/scanctl/value_access.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;

TEST(StatusCommand, TellsOfScandAndItsJobs) {
  CommandBench bench;
  const auto job = bench.finished_job({"okx", "kraken"});
  const auto text = bench.run(add_status_command, {"status"});
  EXPECT_EQ(text.code, 0);
  EXPECT_THAT(text.data, HasSubstr("scand test is ready"));
  EXPECT_THAT(text.data, HasSubstr(job + "  complete"));
}

TEST(StatusCommand, JsonHasBothAndNoEnvelope) {
  CommandBench bench;
  const auto job = bench.finished_job();
  const auto json = bench.run(add_status_command, {"status", "--json"}).json();
  EXPECT_EQ(text_at(json, {"state"}), "ready");
  EXPECT_EQ(at(json, {"id"}), nullptr);
  ASSERT_NE(at(json, {"jobs"}), nullptr);
  ASSERT_EQ(at(json, {"jobs"})->array()->size(), 1u);
  EXPECT_EQ(text_at(at(json, {"jobs"})->array()->front(), {"job_id"}), job);
}

}  // namespace
}  // namespace scand::daemon
