#pragma once
// Events and commands of the core in a line each: the story of a seed that failed.

#include <string>

#include "broker/core/commands.h"
#include "broker/core/events.h"

namespace scand::broker::sim {

[[nodiscard]] std::string describe(const Event& event);
[[nodiscard]] std::string describe(const Command& command);

}  // namespace scand::broker::sim
