#include "daemon/scand/loop_report.h"

#include <fmt/format.h>

namespace scand::daemon {

void report_loops(base::Log& log, const Watchdog::Verdict& verdict, std::uint64_t stuck_workers) {
  for (const auto& [loop, age] : verdict.stopped)
    log.error("loop.stopped",
              fmt::format("the {} loop has not turned for {:.1f} s; under systemd scand is "
                          "restarted if it does not go on; please report this",
                          loop, base::seconds(age)));
  for (const auto& loop : verdict.recovered)
    log.warning("loop.recovered", fmt::format("the {} loop turns again", loop));
  if (verdict.workers_stuck)
    log.error("workers.stuck",
              fmt::format("{} workers did not come back; under systemd scand is restarted if they "
                          "stay away; please report this",
                          stuck_workers));
  if (verdict.workers_recovered)
    log.warning("workers.recovered", fmt::format("{} workers are still away", stuck_workers));
}

}  // namespace scand::daemon
