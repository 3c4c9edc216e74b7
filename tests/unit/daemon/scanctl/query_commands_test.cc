#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command_bench.h"

#include "daemon/scanctl/view/value_access.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;

TEST(GetCommand, AFinishedJobPrintsItsResult) {
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

TEST(GetCommand, ARunningJobPrintsItsState) {
  CommandBench bench(CommandBench::endless);
  const auto job = bench.running_job();
  const auto text = bench.run(add_get_command, {"get", job});
  EXPECT_EQ(text.code, 0);
  EXPECT_THAT(text.data,
              ::testing::AnyOf("job " + job + " is running\n", "job " + job + " is queued\n"));
  EXPECT_EQ(text_at(bench.run(add_get_command, {"get", job, "--json"}).json(), {"job_id"}), job);
}

TEST(GetCommand, AnUnknownJobIsAUsageError) {
  CommandBench bench;
  const auto outcome = bench.run(add_get_command, {"get", "01jb3v8q0000000000000000k7"});
  EXPECT_EQ(outcome.code, 64);
  EXPECT_THAT(outcome.messages, HasSubstr("01jb3v8q0000000000000000k7"));
}

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

TEST(CancelCommand, AnUnknownJobIsAUsageError) {
  CommandBench bench;
  EXPECT_EQ(bench.run(add_cancel_command, {"cancel", "01jb3v8q0000000000000000k7"}).code, 64);
}

TEST(StatusCommand, ShowsScandAndItsJobs) {
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

TEST(ExchangesCommand, ListsThemBestFirst) {
  CommandBench bench;
  (void)bench.finished_job({"okx"});
  const auto text = bench.run(add_exchanges_command, {"exchanges"});
  EXPECT_EQ(text.code, 0);
  EXPECT_THAT(text.data, HasSubstr("   1  okx                spot,swap    150      1     100%"));
  EXPECT_THAT(text.data, HasSubstr("kraken    kr"));
}

TEST(ExchangesCommand, JsonHasNoEnvelope) {
  CommandBench bench;
  const auto json = bench.run(add_exchanges_command, {"exchanges", "--json"}).json();
  EXPECT_EQ(at(json, {"type"}), nullptr);
  ASSERT_NE(at(json, {"exchanges"}), nullptr);
  EXPECT_EQ(at(json, {"exchanges"})->array()->size(), 5u);
}

}  // namespace
}  // namespace scand::daemon
