#pragma once
// The whole program but its process: command line in, exit code out.

#include <span>

namespace scand::daemon {

// `arguments` begins with the program's name. Writes to the process's own streams. Never throws.
[[nodiscard]] int run_scanctl(std::span<const char* const> arguments);

}  // namespace scand::daemon
