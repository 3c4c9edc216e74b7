#include "daemon/scanctl/console.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <optional>
#include <string>

namespace scand::daemon {
namespace {

// Sets an environment variable for the time of a test.
class EnvironmentVariable {
 public:
  EnvironmentVariable(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    setenv(name, value, 1);
  }
  ~EnvironmentVariable() {
    if (before_)
      setenv(name_, before_->c_str(), 1);
    else
      unsetenv(name_);
  }
  EnvironmentVariable(const EnvironmentVariable&) = delete;
  EnvironmentVariable& operator=(const EnvironmentVariable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

TEST(Console, TheOptionTurnsColourOff) {
  EXPECT_FALSE(process_console(true).data_colour);
}

TEST(Console, NoColorTurnsColourOff) {
  const EnvironmentVariable no_color("NO_COLOR", "1");
  EXPECT_FALSE(process_console(false).data_colour);
}

TEST(Console, ADumbTerminalHasNeitherColourNorRedrawnLines) {
  const EnvironmentVariable term("TERM", "dumb");
  const Console console = process_console(false);
  EXPECT_FALSE(console.data_colour);
  EXPECT_FALSE(console.messages_live);
}

TEST(Console, HasAWidthEvenWithoutATerminal) {
  EXPECT_GT(process_console(false).width_columns, 0);
}

}  // namespace
}  // namespace scand::daemon
