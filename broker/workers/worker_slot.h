#pragma once
// What the broker's thread and one worker's thread share. Through it the broker reaches a running
// task: to stop it, to give it more time, to make the thread end. Both threads own it together, so
// that a thread that never returns still has it.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>

#include "broker/core/events.h"
#include "broker/workers/worker_frames.h"
#include "lib/base/clock.h"
#include "lib/base/guarded.h"
#include "lib/base/mailbox.h"

namespace scand::broker {

// One attempt at a task, from its dispatch to its answer. Thread-safe.
struct RunningAttempt {
  RunningAttempt(AttemptId attempt, base::MonoTime until)
      : id(attempt), deadline_ns(until.time_since_epoch().count()) {}

  const AttemptId id;
  std::stop_source stop;
  std::atomic<std::int64_t> deadline_ns;

  [[nodiscard]] base::MonoTime deadline() const {
    return base::MonoTime(base::Nanos(deadline_ns.load(std::memory_order_relaxed)));
  }
  // Moves the deadline later, never earlier: time that was promised to a task stays promised.
  void extend(base::MonoTime until) {
    const std::int64_t later = until.time_since_epoch().count();
    std::int64_t current = deadline_ns.load(std::memory_order_relaxed);
    while (current < later && !deadline_ns.compare_exchange_weak(current, later)) {
    }
  }
};

struct WorkerSlot {
  WorkerSlot(WorkerId worker, std::size_t place) : id(worker), index(place) {}

  const WorkerId id;
  const std::size_t index;         // names the thread; a stuck worker's replacement takes it over
  base::WakeFd wake;               // signalled when `leave` is set
  std::atomic<bool> leave{false};  // the thread should end: take no more tasks
  // Set by the broker before it sends the task; empty when nothing runs.
  base::Guarded<std::shared_ptr<RunningAttempt>> current;
};

}  // namespace scand::broker
