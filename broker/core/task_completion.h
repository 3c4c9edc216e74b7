#pragma once
// What follows the end of an attempt, or of a task that was never tried. An answer is recorded in
// the ranking and in the circuit breaker; then the retry policy decides between delivering it,
// another attempt, and giving up. If the answer opens the exchange's circuit, all its waiting tasks
// are rejected. The listener hears about each step, once for each waiting job.
//
// Part of Scheduler, which finds the task and frees the worker.

#include <string>

#include "broker/core/circuit_breaker.h"
#include "broker/core/commands.h"
#include "broker/core/config.h"
#include "broker/core/counters.h"
#include "broker/core/ranking.h"
#include "broker/core/retry_policy.h"
#include "broker/core/task_listener.h"
#include "broker/core/task_states.h"

namespace scand::broker {

class TaskCompletion {
 public:
  // The arguments must outlive this.
  TaskCompletion(const CoreConfig& config, Ranking& ranking, CoreCounters& counters,
                 TaskListener& listener, CircuitBreaker& circuits, RetrySchedule& retries,
                 TaskStates& tasks);

  // The worker of a running or stopping task has answered.
  void on_answer(Turn& turn, Task& task, const event::TaskAnswered& answer);
  // The worker of a running or stopping task is lost; `how` says what happened to it.
  void on_loss(Turn& turn, Task& task, const std::string& how);

  // These tasks have been removed already; their jobs are told.
  // It was too late to start the task.
  void expire(Turn& turn, const Task& removed);
  // The exchange is down.
  void reject(Turn& turn, const Task& removed, const proto::Failure& why);

 private:
  [[nodiscard]] CircuitBreaker::Change record(Turn& turn, const Task& task,
                                              const event::TaskAnswered& answer);
  void handle_loss(Turn& turn, Task& task, const std::string& how);
  void handle_failure(Turn& turn, Task& task, const event::TaskAnswered& answer);
  void pause(Turn& turn, Task& task, base::MonoTime until, const event::TaskAnswered& answer);
  void deliver(Turn& turn, Task& task, const event::TaskAnswered& answer);
  void reject_waiting(Turn& turn, const CircuitBreaker::Key& key);

  const CoreConfig& config_;
  Ranking& ranking_;
  CoreCounters& counters_;
  TaskListener& listener_;
  CircuitBreaker& circuits_;
  RetrySchedule& retries_;
  TaskStates& tasks_;
};

}  // namespace scand::broker
