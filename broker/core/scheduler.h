#pragma once
// Which task runs on which worker, when, for which jobs. A job asks for a task for each of
// its exchanges; equal work is one task with several jobs waiting. Tasks wait in the ready
// queue until a worker says that it is free (a credit) and their exchange has a free slot.
// TaskCompletion decides what follows an attempt: deliver, retry, give up.
//
// Of a job the scheduler knows only its number, the index of its exchange and a deadline. It tells
// jobs what happens through TaskListener. Owned by JobRunner, which requests and leaves tasks; Core
// passes in the events and timers. No I/O, clock or thread of its own.

#include <cstddef>
#include <optional>

#include "broker/core/circuit_breaker.h"
#include "broker/core/config.h"
#include "broker/core/counters.h"
#include "broker/core/ranking.h"
#include "broker/core/retry_policy.h"
#include "broker/core/task_completion.h"
#include "broker/core/task_listener.h"
#include "broker/core/task_states.h"
#include "broker/core/timers.h"
#include "broker/core/worker_table.h"

namespace scand::broker {

// What a job wants scanned.
struct TaskRequest {
  JobNo job = 0;
  std::size_t exchange = 0;  // index into Job::exchanges
  proto::TaskKey key;
  Lane lane;
  proto::Priority priority = proto::Priority::normal;
  base::MonoTime deadline;  // the job's, less the time that the collector needs
};

class Scheduler {
 public:
  // The arguments must outlive the scheduler.
  Scheduler(const CoreConfig& config, Timers& timers, Ranking& ranking, CoreCounters& counters,
            TaskListener& listener);

  // Why a new task would be refused: its exchange is down. nullopt: request_task() may be called,
  // because the circuit lets a task through or there is an equal task to join.
  [[nodiscard]] std::optional<proto::Failure> refusal(const TaskRequest& request,
                                                      base::MonoTime now) const;
  // Joins the equal task (queued, running or paused) unless it runs and ends too soon for this job
  // (CoreConfig::join_margin); else queues a new one. Call refusal() first. If the returned task is
  // running, the listener is not told that it started: the caller handles that, and its progress.
  const Task& request_task(Turn& turn, TaskRequest request);
  // The job no longer waits for the task. A task without jobs is dropped, or stopped if it runs.
  void leave(Turn& turn, TaskId task, JobNo job);

  void on_worker_ready(WorkerId worker);
  void on_task_progress(const event::TaskProgressed& progress);
  void on_task_answered(Turn& turn, const event::TaskAnswered& answer);
  // TimerKind::worker_overdue: replaces the worker; its task is tried again or given up.
  void on_worker_overdue(Turn& turn, TaskId task);
  void on_retry_due(TaskId task);  // TimerKind::retry
  // Starts ready tasks while there are credits. A task that is too late, or whose exchange is down,
  // is expired or rejected on the way, through the listener. Called once a turn.
  void dispatch(Turn& turn);

  void fill_gauges(CoreGauges& gauges) const;
  [[nodiscard]] const CircuitBreaker& circuits() const { return circuits_; }

 private:
  [[nodiscard]] bool can_join(const Task& task, base::MonoTime now, base::MonoTime deadline) const;
  const Task& join(Turn& turn, Task& task, const TaskRequest& request);
  void start(Turn& turn, Task& task, Place place, WorkerId worker);
  // The task, if this is its current attempt.
  [[nodiscard]] Task* find_attempt(WorkerId worker, TaskId task, std::uint32_t attempt);

  const CoreConfig& config_;
  CoreCounters& counters_;
  TaskListener& listener_;
  CircuitBreaker circuits_;
  RetrySchedule retries_;
  TaskStates tasks_;
  WorkerTable workers_;
  TaskCompletion completion_;
};

}  // namespace scand::broker
