#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command_bench.h"

#include "daemon/scanctl/view/value_access.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

proto::PartialResult okx_fails(const proto::ScanTask& task, broker::TaskContext& context) {
  return task.key.exchange == "okx" ? CommandBench::failing(task)
                                    : CommandBench::two_signals(task, context);
}
proto::PartialResult all_fail(const proto::ScanTask& task, broker::TaskContext&) {
  return CommandBench::failing(task);
}

TEST(ScanCommand, PrintsTheResult) {
  CommandBench bench;
  const auto outcome = bench.run(add_scan_command, {"scan", "-e", "okx,kr", "--min-strength", "0"});
  EXPECT_EQ(outcome.code, 0) << outcome.messages;
  EXPECT_THAT(outcome.data, HasSubstr("kraken    COIN0/USDT  1h  Strong Buy       100    1.5"));
  EXPECT_THAT(outcome.data, HasSubstr("complete: 4 signals of 4 markets"));
  EXPECT_THAT(outcome.messages, HasSubstr("kr: done in 0.0"));
}

TEST(ScanCommand, JsonIsTheResultAlone) {
  CommandBench bench;
  const auto outcome = bench.run(add_scan_command, {"scan", "-e", "okx", "--json", "--quiet"});
  EXPECT_THAT(outcome.messages, IsEmpty());
  EXPECT_EQ(text_at(outcome.json(), {"metadata", "mode"}), "single");
  EXPECT_EQ(text_at(outcome.json(), {"metadata", "exchange"}), "okx");
}

TEST(ScanCommand, JsonlBeginsAndEndsWithTheJob) {
  CommandBench bench;
  const auto outcome = bench.run(add_scan_command, {"scan", "-e", "okx", "--jsonl"});
  EXPECT_THAT(outcome.data, ::testing::StartsWith("{\"event\":\"accepted\",\"job_id\":\""));
  const auto last = outcome.data.rfind('\n', outcome.data.size() - 2);
  EXPECT_THAT(outcome.data.substr(last + 1), ::testing::StartsWith("{\"event\":\"result\""));
}

TEST(ScanCommand, FailuresDecideTheExitCode) {
  CommandBench some(okx_fails);
  const auto partial = some.run(add_scan_command, {"scan", "-e", "okx,kraken"});
  EXPECT_EQ(partial.code, 3);
  EXPECT_THAT(partial.data, HasSubstr("okx: no way\n"));
  EXPECT_THAT(partial.messages, HasSubstr("okx: failed after"));

  CommandBench none(all_fail);
  EXPECT_EQ(none.run(add_scan_command, {"scan", "-e", "okx,kraken"}).code, 4);
}

TEST(ScanCommand, ARefusedRequestIsAUsageError) {
  CommandBench bench;
  const auto unknown = bench.run(add_scan_command, {"scan", "-e", "okxx"});
  EXPECT_EQ(unknown.code, 64);
  EXPECT_THAT(unknown.messages, HasSubstr("scanctl: exchange: "));
  EXPECT_THAT(unknown.messages, HasSubstr("okx"));
  const auto none = bench.run(add_scan_command, {"scan", "-e", "fastest:0"});
  EXPECT_EQ(none.code, 64);
  EXPECT_THAT(none.messages, HasSubstr("fastest:N"));
  EXPECT_EQ(bench.run(add_scan_command, {"scan", "-e", "okx", "--top-n", "x"}).code, 64);
}

}  // namespace
}  // namespace scand::daemon
