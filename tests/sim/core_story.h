#pragma once
// One line for each event and command of the core. Together they are the story of a seed that
// failed.

#include <string>

#include "broker/core/commands.h"
#include "broker/core/events.h"

namespace scand::broker::sim {

[[nodiscard]] std::string describe(const Event& event);
[[nodiscard]] std::string describe(const Command& command);

}  // namespace scand::broker::sim
