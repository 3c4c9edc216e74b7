#pragma once
// When a thread's loop last began a turn; a watchdog reads it to see whether the loop hangs. The
// loop's thread writes it, any thread may read it.
// Small: loops and the watchdog share it and nothing else.

#include <atomic>
#include <cstdint>
#include <map>
#include <string>

#include "lib/base/clock.h"

namespace scand::base {

class TurnMark {
 public:
  void set(MonoTime now) { ns_ = now.time_since_epoch().count(); }
  // The time of the last set(); zero: there was none.
  [[nodiscard]] MonoTime last() const { return MonoTime(Nanos(ns_.load())); }

 private:
  std::atomic<std::int64_t> ns_{0};
};

// The last turns of several loops, by the names of the loops.
using LoopTurns = std::map<std::string, MonoTime>;

// An idle loop still turns at least this often.
inline constexpr std::chrono::milliseconds kIdleTurn{1'000};

}  // namespace scand::base
