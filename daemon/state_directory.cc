#include "daemon/state_directory.h"

#include <cstdlib>

namespace scand::daemon {

std::optional<std::string> process_environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets variables
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

std::optional<std::string> journal_directory(const std::string& wanted,
                                             const Environment& environment) {
  if (!wanted.empty()) return wanted;
  // systemd may name several directories, separated by colons. The journal gets a directory of its
  // own below the first one, because a damaged journal is moved aside next to itself.
  if (const auto state = environment("STATE_DIRECTORY"))
    return state->substr(0, state->find(':')) + "/journal";
  if (const auto state = environment("XDG_STATE_HOME")) return *state + "/scand/journal";
  if (const auto home = environment("HOME")) return *home + "/.local/state/scand/journal";
  return std::nullopt;
}

}  // namespace scand::daemon
