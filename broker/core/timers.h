#pragma once
// What the core is to do later: one ordered set, so that the loop sleeps exactly until the next.
// Bounded by what it is about: jobs, running tasks, waiters.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "lib/base/clock.h"

namespace scand::broker {

// In the order in which they run when they are due together.
enum class TimerKind : std::uint8_t { job_deadline, worker_lost, retry, waiter, progress, drain };

struct TimerKey {
  TimerKind kind = TimerKind::job_deadline;
  std::uint64_t id = 0;  // of the job, task or waiter
  friend auto operator<=>(const TimerKey&, const TimerKey&) = default;
};

class Timers {
 public:
  void set(TimerKey key, base::MonoTime at);  // replaces an earlier setting
  void clear(TimerKey key);
  [[nodiscard]] std::optional<base::MonoTime> next() const;
  // Removes and returns the first that is due, if any.
  [[nodiscard]] std::optional<TimerKey> take_due(base::MonoTime now);
  [[nodiscard]] std::size_t size() const { return by_time_.size(); }

 private:
  std::set<std::pair<base::MonoTime, TimerKey>> by_time_;
  std::map<TimerKey, base::MonoTime> by_key_;
};

}  // namespace scand::broker
