#pragma once
// Decides whether scand is alive: every critical loop has run a turn recently, and few workers are
// stuck. The watchdog of systemd is fed only while that is so. Pure: the caller hands in the times.
//
// A check that comes late itself (the process was stopped, the machine slept) says nothing about
// the loops, so each loop gets the full limit again from that check on.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/base/turn_mark.h"

namespace scand::daemon {

class Watchdog {
 public:
  // A stuck worker thread holds memory and connections, and whatever blocks the first ones
  // will block more. From this many on, only a restart helps.
  static constexpr std::uint64_t kStuckWorkersLimit = 3;

  struct Stopped {
    std::string loop;
    base::Nanos age;  // of its newest turn
  };
  // What a check found. Each change is reported once.
  struct Verdict {
    bool alive = true;
    std::vector<Stopped> stopped;        // loops that have stopped since the last check
    std::vector<std::string> recovered;  // loops that were stopped and turn again
    bool workers_stuck = false;          // too many workers are stuck since this check
    bool workers_recovered = false;      // enough of them have come back
  };

  // A loop has stopped when its newest turn is longer ago than `limit`.
  explicit Watchdog(base::Nanos limit) : limit_(limit) {}
  [[nodiscard]] base::Nanos limit() const { return limit_; }

  // How long to wait until the next check: a quarter of the limit, at most 5 s.
  [[nodiscard]] base::Nanos check_interval() const;

  // `turns`: when each loop last began a turn. A loop that has not begun yet has the full limit
  // from its first check on; a loop that is no longer there is forgotten. `stuck_workers`: threads
  // that the pool has left behind.
  [[nodiscard]] Verdict check(const base::LoopTurns& turns, std::uint64_t stuck_workers,
                              base::MonoTime now);

 private:
  const base::Nanos limit_;
  std::optional<base::MonoTime> checked_;
  base::LoopTurns since_;    // earlier than this, no loop is judged
  base::LoopTurns stopped_;  // loops reported as stopped, with the turn at which they stopped
  bool workers_stuck_ = false;
};

// Writes the changes in a verdict to the log. `stuck_workers`: as given to the check.
void report_verdict(base::Log& log, const Watchdog::Verdict& verdict, std::uint64_t stuck_workers);

}  // namespace scand::daemon
