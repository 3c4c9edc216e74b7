#include "daemon/scanctl/scanctl.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vector>

#include "daemon/version.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;

struct ProgramRun {
  int code;
  std::string data, messages;
};

ProgramRun run(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "scanctl");
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  const int code = run_scanctl(arguments);
  return {code, ::testing::internal::GetCapturedStdout(), ::testing::internal::GetCapturedStderr()};
}

TEST(Scanctl, HelpNamesEveryCommandAndExitCode) {
  const auto help = run({"--help"});
  EXPECT_EQ(help.code, 0);
  for (const auto* word : {"scan ", "watch", "get", "cancel", "status", "exchanges", "analyze",
                           "exchange ", "130 interrupted", "SCAND_SERVER"})
    EXPECT_THAT(help.data, HasSubstr(word));
}

TEST(Scanctl, PrintsItsVersion) {
  EXPECT_EQ(run({"--version"}).data, "scanctl " + std::string(kVersion) + "\n");
}

TEST(Scanctl, WrongUsageIs64AndGoesToStandardError) {
  for (const auto& line : std::vector<std::vector<const char*>>{
           {}, {"scna"}, {"analyze"}, {"scan", "--nonsense"}, {"--server", "nonsense", "status"}}) {
    const auto outcome = run(line);
    EXPECT_EQ(outcome.code, 64);
    EXPECT_EQ(outcome.data, "");
    EXPECT_NE(outcome.messages, "");
  }
}

TEST(Scanctl, RunsTheNamedCommand) {
  const auto outcome = run({"analyze", "/nonexistent.csv"});
  EXPECT_EQ(outcome.code, 65);
  EXPECT_THAT(outcome.messages, HasSubstr("/nonexistent.csv"));
}

}  // namespace
}  // namespace scand::daemon
