#pragma once
// The whole program except main(), so that tests can run it: command line in, exit code out.

#include <span>

namespace scand::daemon {

// `arguments` begins with the program's name. Uses the process's own streams. Never throws.
[[nodiscard]] int run_scanctl(std::span<const char* const> arguments);

}  // namespace scand::daemon
