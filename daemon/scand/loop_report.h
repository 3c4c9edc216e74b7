#pragma once
// What the watchdog saw, in the log.

#include <cstdint>

#include "daemon/scand/watchdog.h"
#include "lib/base/log.h"

namespace scand::daemon {

// `stuck_workers`: as the watchdog was told.
void report_loops(base::Log& log, const Watchdog::Verdict& verdict, std::uint64_t stuck_workers);

}  // namespace scand::daemon
