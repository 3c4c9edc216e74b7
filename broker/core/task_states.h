#pragma once
// The states of tasks. A task's state must agree with its entry in the ready queue, its slot in the
// exchange's bulkhead, its two timers and the circuit breaker's probe. So every change of state is
// made here, and nowhere else:
//
//     create ──▶ queued ──start──▶ running ──stop──▶ stopping
//                  ▲ ▲                │
//                  │ └────requeue─────┤  after end_attempt()
//                  └─resume── paused ◀┘
//     remove: from any state
//
// Knows nothing of workers or listeners. Every operation is logarithmic.

#include <cstddef>
#include <optional>

#include "broker/core/circuit_breaker.h"
#include "broker/core/config.h"
#include "broker/core/ready_queue.h"
#include "broker/core/task_table.h"
#include "broker/core/timers.h"
#include "lib/base/clock.h"
#include "proto/scan_request.h"

namespace scand::broker {

class TaskStates {
 public:
  // The arguments must outlive this.
  TaskStates(const CoreConfig& config, Timers& timers, CircuitBreaker& circuits);

  [[nodiscard]] TaskTable& table() { return table_; }
  [[nodiscard]] const TaskTable& table() const { return table_; }
  [[nodiscard]] const ReadyQueue& queue() const { return queue_; }
  [[nodiscard]] std::size_t paused() const { return paused_; }

  // A new task with its first waiting job, queued.
  Task& create(proto::TaskKey key, const Lane& lane, proto::Priority priority,
               const WaitingJob& first);
  // Another job joins a queued or paused task, which may move it up in the queue.
  void join_queue(const Task& task, const Lane& lane, proto::Priority priority);

  // The next queued task that may run, out of the queue and with a slot of its exchange's bulkhead.
  // It must be started or discarded next.
  [[nodiscard]] std::optional<ReadyQueue::Next> pop_next();
  [[nodiscard]] Task discard_popped(Task& task);
  // Begins an attempt, until the latest deadline of the waiting jobs.
  void start(Task& task, Place place, WorkerId worker, base::MonoTime now);
  // Of a running task: it may run until this later deadline.
  void extend(Task& task, base::MonoTime deadline);
  // Of a running task that no job waits for: no further job can join it.
  void stop(Task& task, base::MonoTime now);

  // The worker has answered or is lost. The task must be paused, requeued or removed next.
  void end_attempt(const Task& task);
  void pause(Task& task, base::MonoTime until);
  void resume(Task& task);   // a paused task: back in the queue
  void requeue(Task& task);  // for another attempt, in its old place in the queue

  // Returns the task, so that its jobs can be told after it is gone.
  [[nodiscard]] Task remove(Task& task);

 private:
  void end_pause(const Task& task);

  const CoreConfig& config_;
  Timers& timers_;
  CircuitBreaker& circuits_;
  TaskTable table_;
  ReadyQueue queue_;
  std::size_t paused_ = 0;
};

}  // namespace scand::broker
