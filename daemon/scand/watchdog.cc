#include "daemon/scand/watchdog.h"

#include <algorithm>
#include <utility>

namespace scand::daemon {

base::Nanos Watchdog::look_every() const {
  return std::min<base::Nanos>(limit_ / 4, std::chrono::seconds(5));
}

Watchdog::Verdict Watchdog::look(const base::LoopTurns& turns, std::uint64_t stuck_workers,
                                 base::MonoTime now) {
  const bool late = looked_ && now - *looked_ > limit_ / 2;
  looked_ = now;
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
  const bool stuck = stuck_workers >= kStuckWorkers;
  verdict.workers_stuck = stuck && !workers_stuck_;
  verdict.workers_recovered = !stuck && workers_stuck_;
  workers_stuck_ = stuck;
  verdict.alive = stopped.empty() && !stuck;
  since_ = std::move(since);
  stopped_ = std::move(stopped);
  return verdict;
}

}  // namespace scand::daemon
