#pragma once
// Parses scand's command line.

#include <span>
#include <string>
#include <variant>

namespace scand::daemon {

// Exit codes as in sysexits.h. The systemd unit does not restart scand after these two.
inline constexpr int kExitUsage = 64;
inline constexpr int kExitConfiguration = 78;

struct Options {
  std::string config_file;  // empty: all defaults
  bool check_config = false;
  bool print_config = false;
};

// What to print, and the exit code, when there is nothing to run: --help, --version, a wrong line.
struct Leave {
  int exit_code = 0;
  std::string text;  // to standard output when exit_code is 0, else to standard error
};

// `arguments` begins with the program's name.
[[nodiscard]] std::variant<Options, Leave> parse_options(std::span<const char* const> arguments);

}  // namespace scand::daemon
