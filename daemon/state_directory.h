#pragma once
// Finds the directory of the journal when the configuration names none. Both programs use it.

#include <functional>
#include <optional>
#include <string>

namespace scand::daemon {

// The value of an environment variable; nullopt where it is unset or empty.
using Environment = std::function<std::optional<std::string>(const char* name)>;

[[nodiscard]] std::optional<std::string> process_environment(const char* name);

// `wanted` if it is not empty; else a directory below systemd's state directory, or below the
// user's. nullopt: the environment names neither.
[[nodiscard]] std::optional<std::string> journal_directory(const std::string& wanted,
                                                           const Environment& environment);

}  // namespace scand::daemon
