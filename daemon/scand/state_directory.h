#pragma once
// Where scand keeps its state when it is not told.

#include <functional>
#include <optional>
#include <string>

namespace scand::daemon {

using Environment = std::function<std::optional<std::string>(const char* name)>;

[[nodiscard]] std::optional<std::string> process_environment(const char* name);

// `wanted` where it is not empty; else below systemd's state directory, or the user's. nullopt:
// there is neither.
[[nodiscard]] std::optional<std::string> journal_directory(const std::string& wanted,
                                                           const Environment& environment);

}  // namespace scand::daemon
