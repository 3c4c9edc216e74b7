#pragma once
// Whether every critical loop has turned lately and not too many workers are left behind, so that
// systemd is told "alive" only while that is so. Pure: it is given the times.
//
// A look that comes late itself (the process was stopped, the machine slept) says nothing of the
// loops: each then has the full limit from that look on.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/clock.h"
#include "lib/base/turn_mark.h"

namespace scand::daemon {

class Watchdog {
 public:
  // Threads that never came back hold memory and connections, and whatever held the first ones
  // goes on holding others: with so many a restart is the remedy.
  static constexpr std::uint64_t kStuckWorkers = 3;

  struct Stopped {
    std::string loop;
    base::Nanos age;  // of its newest turn
  };
  struct Verdict {
    bool alive = true;
    std::vector<Stopped> stopped;        // told once each, until it turns again
    std::vector<std::string> recovered;  // was told as stopped, and turns
    bool workers_stuck = false;          // told once, until enough of them have come back
    bool workers_recovered = false;      // was told as stuck, and is not
  };

  // A loop stands still when its newest turn is longer ago than `limit`.
  explicit Watchdog(base::Nanos limit) : limit_(limit) {}
  [[nodiscard]] base::Nanos limit() const { return limit_; }

  // How long to wait until the next look: a quarter of the limit, and 5 s at the most.
  [[nodiscard]] base::Nanos look_every() const;

  // A loop that has not begun yet is held to the limit from its first look on; one that is not
  // there any more is forgotten.
  // `stuck_workers`: threads that are left behind now.
  [[nodiscard]] Verdict look(const base::LoopTurns& turns, std::uint64_t stuck_workers,
                             base::MonoTime now);

 private:
  const base::Nanos limit_;
  std::optional<base::MonoTime> looked_;
  base::LoopTurns since_;    // no loop is judged by what was before this
  base::LoopTurns stopped_;  // told as stopped, with the turn that they stood at
  bool workers_stuck_ = false;
};

}  // namespace scand::daemon
