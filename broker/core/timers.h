#pragma once
// The core's timers: one ordered set, so that the broker loop can sleep exactly until the next one.
// A timer is a kind and the number of the job, task or waiter it belongs to; setting it again moves
// it. Bounded by those owners. Every operation is logarithmic.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "lib/base/clock.h"

namespace scand::broker {

// Timers that are due together run in this order. A job's deadline comes before its waiters'
// timeouts, so that they get the result's status.
enum class TimerKind : std::uint8_t {
  job_deadline,    // a job: it ends, or the journal is not waited for any longer
  worker_overdue,  // a task: its worker has not answered in time
  retry,           // a task: the pause after a failed attempt is over
  waiter,          // a waiter: its own timeout
  progress,        // a job: the next snapshot may be sent
  drain            // the drain's grace is over
};

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
  // Removes and returns the first timer that is due, if any.
  [[nodiscard]] std::optional<TimerKey> take_due(base::MonoTime now);
  [[nodiscard]] std::size_t size() const { return by_time_.size(); }

 private:
  std::set<std::pair<base::MonoTime, TimerKey>> by_time_;
  std::map<TimerKey, base::MonoTime> by_key_;
};

}  // namespace scand::broker
