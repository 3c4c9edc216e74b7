#include "daemon/state_directory.h"

#include <gtest/gtest.h>
#include <map>
#include <stdlib.h>

namespace scand::daemon {
namespace {

using Variables = std::map<std::string, std::string>;

std::optional<std::string> directory_in(const Variables& variables,
                                        const std::string& wanted = "") {
  return journal_directory(wanted, [&](const char* name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  });
}

TEST(StateDirectory, TheConfiguredOneComesFirst) {
  EXPECT_EQ(directory_in({{"STATE_DIRECTORY", "/var/lib/scand"}}, "/data/j"), "/data/j");
}

TEST(StateDirectory, UnderSystemdItIsBelowTheFirstOfItsDirectories) {
  EXPECT_EQ(directory_in({{"STATE_DIRECTORY", "/var/lib/scand"}, {"HOME", "/root"}}),
            "/var/lib/scand/journal");
  EXPECT_EQ(directory_in({{"STATE_DIRECTORY", "/var/lib/a:/var/lib/b"}}), "/var/lib/a/journal");
}

TEST(StateDirectory, ElsewhereItIsTheUsers) {
  EXPECT_EQ(directory_in({{"XDG_STATE_HOME", "/home/u/state"}, {"HOME", "/home/u"}}),
            "/home/u/state/scand/journal");
  EXPECT_EQ(directory_in({{"HOME", "/home/u"}}), "/home/u/.local/state/scand/journal");
}

TEST(StateDirectory, ThereMayBeNone) {
  EXPECT_EQ(directory_in({}), std::nullopt);
}

TEST(StateDirectory, AnEmptyVariableIsUnset) {
  ASSERT_EQ(setenv("SCAND_TEST_VARIABLE", "", 1), 0);
  EXPECT_EQ(process_environment("SCAND_TEST_VARIABLE"), std::nullopt);
  ASSERT_EQ(setenv("SCAND_TEST_VARIABLE", "x", 1), 0);
  EXPECT_EQ(process_environment("SCAND_TEST_VARIABLE"), "x");
  ASSERT_EQ(unsetenv("SCAND_TEST_VARIABLE"), 0);
  EXPECT_EQ(process_environment("SCAND_TEST_VARIABLE"), std::nullopt);
}

}  // namespace
}  // namespace scand::daemon
