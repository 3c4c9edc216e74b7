#pragma once
// What the broker's thread and one worker's thread share. The broker reaches a running task through
// it: to stop it, to give it more time, to let the thread go.

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

// One attempt from dispatch to answer. Thread-safe.
struct RunningAttempt {
  RunningAttempt(AttemptId attempt, base::MonoTime until)
      : id(attempt), deadline_ns(until.time_since_epoch().count()) {}

  const AttemptId id;
  std::stop_source stop;
  std::atomic<std::int64_t> deadline_ns;

  [[nodiscard]] base::MonoTime deadline() const {
    return base::MonoTime(base::Nanos(deadline_ns.load(std::memory_order_relaxed)));
  }
  // Later only: a task that was promised its time keeps it.
  void extend(base::MonoTime until) {
    const std::int64_t wanted = until.time_since_epoch().count();
    std::int64_t now = deadline_ns.load(std::memory_order_relaxed);
    while (now < wanted && !deadline_ns.compare_exchange_weak(now, wanted)) {
    }
  }
};

struct WorkerSlot {
  WorkerSlot(WorkerId worker, std::size_t place) : id(worker), index(place) {}

  const WorkerId id;
  const std::size_t index;         // 0 … workers-1; a replacement takes over its predecessor's
  base::WakeFd wake;               // look at `leave`
  std::atomic<bool> leave{false};  // take no more tasks
  // Set by the broker before the task is sent; empty when nothing runs.
  base::Guarded<std::shared_ptr<RunningAttempt>> current;
};

}  // namespace scand::broker
