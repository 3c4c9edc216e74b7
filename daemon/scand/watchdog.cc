#include "daemon/scand/watchdog.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace scand::daemon {

base::Nanos Watchdog::check_interval() const {
  return std::min<base::Nanos>(limit_ / 4, std::chrono::seconds(5));
}

Watchdog::Verdict Watchdog::check(const base::LoopTurns& turns, std::uint64_t stuck_workers,
                                  base::MonoTime now) {
  const bool late = checked_ && now - *checked_ > limit_ / 2;
  checked_ = now;
  Verdict verdict;
  base::LoopTurns since, stopped;
  for (const auto& [loop, turned] : turns) {
    const auto known = since_.find(loop);
    const auto from = since[loop] = late || known == since_.end() ? now : known->second;
    const auto age = now - std::max(turned, from);
    const auto was = stopped_.find(loop);
    if (age > limit_ || (was != stopped_.end() && was->second == turned)) {
      stopped.emplace(loop, turned);
      if (was == stopped_.end()) verdict.stopped.push_back({loop, age});
    } else if (was != stopped_.end()) {
      verdict.recovered.push_back(loop);
    }
  }
  const bool stuck = stuck_workers >= kStuckWorkersLimit;
  verdict.workers_stuck = stuck && !workers_stuck_;
  verdict.workers_recovered = !stuck && workers_stuck_;
  workers_stuck_ = stuck;
  verdict.alive = stopped.empty() && !stuck;
  since_ = std::move(since);
  stopped_ = std::move(stopped);
  return verdict;
}

void report_verdict(base::Log& log, const Watchdog::Verdict& verdict, std::uint64_t stuck_workers) {
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
