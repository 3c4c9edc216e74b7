#pragma once
// Checks settings against each other: what two of them may not be together, though each is inside
// its own bounds. docs/configuration.md lists the relations (settings_docs.cc).

#include <string>
#include <vector>

#include "daemon/scand/config/settings.h"

namespace scand::daemon {

struct RelationFault {
  std::string key;  // the setting to change
  std::string message;
  std::string other;  // the setting or section that it does not fit; empty: none
};
[[nodiscard]] std::vector<RelationFault> check_relations(const Settings& settings);

}  // namespace scand::daemon
