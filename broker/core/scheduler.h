#pragma once
// Which task runs on which worker, when, for which jobs. A job asks for a task for each of
// its exchanges; equal work is one task with several jobs waiting. Tasks wait in the ready
// queue until a worker grants a credit. TaskCompletion decides what follows an attempt:
// deliver, retry, give up.
//
// The scheduler knows a job only as a WaitingJob; it tells jobs what happens through TaskListener.
// Owned by JobRunner. Pure. Costs: logarithmic in tasks and workers per task that is touched.

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
  std::size_t exchange = 0;  // index of the job's exchange
  proto::TaskKey key;
  Lane lane;
  proto::Priority priority = proto::Priority::normal;
  base::MonoTime deadline;
};

class Scheduler {
 public:
  // The arguments must outlive the scheduler.
  Scheduler(const CoreConfig& config, Timers& timers, Ranking& ranking, CoreCounters& counters,
            TaskListener& listener);

  // Why the task would not be tried now: its exchange is down. nullopt:
  // request_task() may be called.
  [[nodiscard]] std::optional<proto::Failure> refusal(const TaskRequest& request,
                                                      base::MonoTime now) const;
  // Joins the equal task in flight, or queues a new one. A task that is joined may be running: the
  // caller must look, since on_task_started() is not called for it.
  const Task& request_task(Turn& turn, TaskRequest request);
  // The job no longer waits for the task. A task without jobs is dropped, or stopped if it runs.
  void leave(Turn& turn, TaskId task, JobNo job);

  void on_worker_ready(WorkerId worker);
  void on_task_progress(const event::TaskProgressed& progress);
  void on_task_answered(Turn& turn, const event::TaskAnswered& answer);
  void on_worker_overdue(Turn& turn, TaskId task);  // TimerKind::worker_overdue
  void on_retry_due(TaskId task);                   // TimerKind::retry
  // Sends tasks to workers until there is no credit or no task that may run. Called once a turn.
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
