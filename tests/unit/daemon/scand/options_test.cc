#include "daemon/scand/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vector>

#include "daemon/version.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;

std::variant<Options, Leave> parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "scand");
  return parse_options(arguments);
}

TEST(Options, ReadsAFileAndAMode) {
  const auto parsed = parse({"--config", "/etc/scand/scand.yaml", "--check-config"});
  const auto& options = std::get<Options>(parsed);
  EXPECT_EQ(options.config_file, "/etc/scand/scand.yaml");
  EXPECT_TRUE(options.check_config);
  EXPECT_FALSE(options.print_config);
  EXPECT_EQ(std::get<Options>(parse({})).config_file, "");
}

TEST(Options, HelpAndVersionLeaveWithZero) {
  const auto help = std::get<Leave>(parse({"--help"}));
  EXPECT_EQ(help.exit_code, 0);
  for (const auto* option : {"--config FILE", "--check-config", "--print-config", "--version"})
    EXPECT_THAT(help.text, HasSubstr(option));
  const auto version = std::get<Leave>(parse({"--version"}));
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_EQ(version.text, "scand " + std::string(kVersion) + "\n");
}

TEST(Options, AWrongCommandLineLeavesWithTheUsageCode) {
  for (const auto& line : std::vector<std::vector<const char*>>{
           {"--confg", "x"}, {"--config"}, {"stray"}, {"--check-config", "--print-config"}}) {
    const auto leave = std::get<Leave>(parse(line));
    EXPECT_EQ(leave.exit_code, kExitUsage);
    EXPECT_THAT(leave.text, HasSubstr("scand: "));
    EXPECT_THAT(leave.text, HasSubstr("--help"));
  }
}

}  // namespace
}  // namespace scand::daemon
