#pragma once
// The journal that the settings ask for.

#include <memory>
#include <string>

#include "broker/journal/journal.h"
#include "daemon/scand/config/settings.h"
#include "daemon/scand/state_directory.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"

namespace scand::daemon {

// Opened and read. Throws std::runtime_error with what is wrong and what to do.
[[nodiscard]] std::unique_ptr<broker::Journal> make_journal(const Settings& settings,
                                                            const std::string& new_epoch,
                                                            const Environment& environment,
                                                            base::WallTime now, base::Log& log);

}  // namespace scand::daemon
