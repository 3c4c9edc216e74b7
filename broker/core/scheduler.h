#pragma once
// Tasks and workers: who runs what, when, for which jobs. It knows of a job only what a Waiting
// says, and tells jobs what happens through TaskListener. Part of the core: pure, one thread.

#include <cstdint>
#include <optional>
#include <string>

#include "broker/core/circuit_breaker.h"
#include "broker/core/config.h"
#include "broker/core/counters.h"
#include "broker/core/ranking.h"
#include "broker/core/ready_queue.h"
#include "broker/core/task_table.h"
#include "broker/core/timers.h"
#include "broker/core/turn.h"
#include "broker/core/worker_table.h"
#include "lib/base/backoff.h"

namespace scand::broker {

// Told for each job that waits, in the order in which they came to the task. During answered(),
// not_tried(), expired() and gave_up() the task has left the scheduler already: the job may do as
// it likes.
class TaskListener {
 public:
  virtual ~TaskListener() = default;
  virtual void started(Turn& turn, const Waiting& waiting, const Task& task) = 0;
  virtual void told(const Waiting& waiting, const Task& task) = 0;
  virtual void answered(Turn& turn, const Waiting& waiting, const Task& task,
                        const event::TaskAnswered& answer) = 0;
  // It will not be tried: its exchange is down.
  virtual void not_tried(Turn& turn, const Waiting& waiting, const proto::Failure& why) = 0;
  // No worker was free while there was time to answer.
  virtual void expired(Turn& turn, const Waiting& waiting) = 0;
  // Its attempt was lost or failed; there will be another.
  virtual void queued_again(const Waiting& waiting) = 0;
  // Its workers were lost, as often as is tried; `last` says how the last one was.
  virtual void gave_up(Turn& turn, const Waiting& waiting, const Task& task,
                       const std::string& last) = 0;
};

class Scheduler {
 public:
  // What is passed in must outlive the scheduler.
  Scheduler(const CoreConfig& config, Timers& timers, Ranking& ranking, CoreCounters& counters,
            TaskListener& listener);

  struct Want {
    JobNo job = 0;
    std::size_t exchange = 0;
    proto::TaskKey key;
    Lane lane;
    proto::Priority priority = proto::Priority::normal;
    base::MonoTime deadline;
  };
  // Why the task would not be tried now: its exchange is down. nullopt: want() may be called.
  [[nodiscard]] std::optional<proto::Failure> refusal(const Want& want, base::MonoTime now) const;
  // Joins the equal task in flight or queues a new one. The task may be running already: the caller
  // looks (started() is not told for it).
  const Task& want(Turn& turn, Want want);
  // The job no longer waits. A task that nobody waits for is dropped or stopped.
  void leave(Turn& turn, TaskId task, JobNo job);

  void ready(WorkerId worker);
  void told(const event::TaskProgressed& told);
  void answered(Turn& turn, const event::TaskAnswered& answer);
  void overdue(Turn& turn, TaskId task);  // timer worker_lost
  void wake(TaskId task);                 // timer retry
  // Gives credits to tasks as long as there are both.
  void dispatch(Turn& turn);

  void fill(CoreGauges& gauges) const;
  [[nodiscard]] const CircuitBreaker& circuits() const { return circuits_; }

 private:
  [[nodiscard]] bool joinable(const Task& task, base::MonoTime now, base::MonoTime until) const;
  void extend(Turn& turn, Task& task, base::MonoTime until);
  void start(Turn& turn, Task& task, Place place, WorkerId worker);
  void expire(Turn& turn, Task& task);
  CircuitBreaker::Change record(Turn& turn, const Task& task, const event::TaskAnswered& answer);
  void cut_short(Turn& turn, Task& task, const proto::Failure& why);
  void cut_short_all(Turn& turn, const CircuitBreaker::Where& at);
  [[nodiscard]] Task* running(WorkerId worker, TaskId task, std::uint32_t attempt);
  void end_attempt(const Task& task);
  void lost(Turn& turn, Task& task, const std::string& how);
  void failed(Turn& turn, Task& task, const event::TaskAnswered& answer);
  void pause(Turn& turn, Task& task, base::MonoTime until, const event::TaskAnswered& answer);
  void deliver(Turn& turn, Task& task, const event::TaskAnswered& answer);
  void run_again(Task& task);
  void queue_again(Task& task);
  [[nodiscard]] Task take(Task& task);

  const CoreConfig& config_;
  Timers& timers_;
  Ranking& ranking_;
  CoreCounters& counters_;
  TaskListener& listener_;
  TaskTable tasks_;
  ReadyQueue queue_;
  WorkerTable workers_;
  base::Backoff backoff_;
  CircuitBreaker circuits_;
  std::size_t paused_ = 0;
};

}  // namespace scand::broker
