#pragma once
// When a loop last began a turn: it stands still when the loop does. Written by the loop's thread,
// read by any.

#include <atomic>
#include <cstdint>
#include <map>
#include <string>

#include "lib/base/clock.h"

namespace scand::base {

class TurnMark {
 public:
  void set(MonoTime now) { ns_ = now.time_since_epoch().count(); }
  [[nodiscard]] MonoTime last() const { return MonoTime(Nanos(ns_.load())); }  // zero: never

 private:
  std::atomic<std::int64_t> ns_{0};
};

// Of several loops, by their names.
using LoopTurns = std::map<std::string, MonoTime>;

// A loop with nothing to do turns at least so often.
inline constexpr std::chrono::milliseconds kIdleTurn{1'000};

}  // namespace scand::base
