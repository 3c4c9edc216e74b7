#pragma once
// How the scheduler tells jobs what happens to their tasks. JobRunner implements it; unit tests of
// the scheduler implement it to record the calls.
//
// For one job, the calls come in this order. Only the calls of the last line end the wait.
//
//     started, progress (any number of times)
//     requeued, when an attempt failed or was lost; then started again ...
//     answered, rejected, expired or given_up

#include <string>

#include "broker/core/commands.h"
#include "broker/core/events.h"
#include "broker/core/task_table.h"
#include "proto/error_kind.h"

namespace scand::broker {

// Each call is about one waiting job; a task with several jobs makes one call for each, in the
// order in which they joined. When a call ends the wait, the job no longer waits for the task
// already, so the listener may end the job or request other tasks. The references are valid
// during the call only.
class TaskListener {
 public:
  virtual ~TaskListener() = default;
  // A worker has started an attempt.
  virtual void on_task_started(Turn& turn, const WaitingJob& job, const Task& task) = 0;
  // task.progress has changed.
  virtual void on_task_progress(const WaitingJob& job, const Task& task) = 0;
  // The final answer, ok or failed.
  virtual void on_task_answered(Turn& turn, const WaitingJob& job, const Task& task,
                                const event::TaskAnswered& answer) = 0;
  // The task is not tried, because its exchange is down.
  virtual void on_task_rejected(Turn& turn, const WaitingJob& job, const proto::Failure& why) = 0;
  // No worker was free while there was still time to answer.
  virtual void on_task_expired(Turn& turn, const WaitingJob& job) = 0;
  // An attempt failed or was lost; there will be another one.
  virtual void on_task_requeued(const WaitingJob& job) = 0;
  // Too many attempts were lost. `last`: what happened to the last worker.
  virtual void on_task_given_up(Turn& turn, const WaitingJob& job, const std::string& last) = 0;
};

}  // namespace scand::broker
