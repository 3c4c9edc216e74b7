#include "daemon/scanctl/common_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>
#include <vector>

namespace scand::daemon {
namespace {

CommonOptions parse_options(std::vector<std::string> arguments) {
  CommonOptions options;
  CLI::App app;
  app.fallthrough();
  add_common_options(app, options);
  app.add_subcommand("command");
  std::ranges::reverse(arguments);  // CLI11 takes a vector in reverse order
  app.parse(arguments);
  return options;
}

TEST(CommonOptions, WorkBeforeAndAfterTheCommand) {
  EXPECT_EQ(parse_options({"--server", "tcp://x:1", "command"}).server, "tcp://x:1");
  EXPECT_EQ(parse_options({"command", "--server", "tcp://x:1"}).server, "tcp://x:1");
  EXPECT_EQ(parse_options({"command"}).publisher, "tcp://127.0.0.1:5556");
  EXPECT_EQ(parse_options({"command", "--timeout", "2.5"}).timeout_seconds, 2.5);
}

TEST(CommonOptions, OnlyOneFormOfOutputIsAllowed) {
  EXPECT_EQ(parse_options({"command"}).output(), Output::text);
  EXPECT_EQ(parse_options({"command", "--json"}).output(), Output::json);
  EXPECT_EQ(parse_options({"command", "--jsonl"}).output(), Output::jsonl);
  EXPECT_THROW(parse_options({"command", "--json", "--jsonl"}), CLI::ParseError);
}

TEST(CommonOptions, TheCommandLineTakesPrecedenceOverTheEnvironment) {
  setenv("SCAND_SERVER", "tcp://env:1", 1);
  EXPECT_EQ(parse_options({"command"}).server, "tcp://env:1");
  EXPECT_EQ(parse_options({"command", "--server", "tcp://line:1"}).server, "tcp://line:1");
  unsetenv("SCAND_SERVER");
}

TEST(CommonOptions, ATimeoutIsPositive) {
  for (const auto* bad : {"0", "-1", "soon"})
    EXPECT_THROW(parse_options({"command", "--timeout", bad}), CLI::ParseError) << bad;
}

}  // namespace
}  // namespace scand::daemon
