#pragma once
// Makes the journal that the settings ask for: on disk, or in memory.

#include <memory>
#include <string>

#include "broker/journal/journal.h"
#include "daemon/scand/config/settings.h"
#include "daemon/state_directory.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"

namespace scand::daemon {

// Opens and reads the journal. `new_epoch` names it if it is new. Throws std::runtime_error that
// says what is wrong and what to do.
[[nodiscard]] std::unique_ptr<broker::Journal> make_journal(const Settings& settings,
                                                            const std::string& new_epoch,
                                                            const Environment& environment,
                                                            base::WallTime now, base::Log& log);

}  // namespace scand::daemon
