#include "broker/core/task_completion.h"

#include <algorithm>
#include <vector>

namespace scand::broker {

TaskCompletion::TaskCompletion(const CoreConfig& config, Ranking& ranking, CoreCounters& counters,
                               TaskListener& listener, CircuitBreaker& circuits,
                               RetrySchedule& retries, TaskStates& tasks)
    : config_(config),
      ranking_(ranking),
      counters_(counters),
      listener_(listener),
      circuits_(circuits),
      retries_(retries),
      tasks_(tasks) {}

void TaskCompletion::on_answer(Turn& turn, Task& task, const event::TaskAnswered& answer) {
  tasks_.end_attempt(task);
  if (answer.outcome == event::Outcome::lost) return handle_loss(turn, task, answer.message);
  const bool stopped_by_us = answer.error_kind == proto::ErrorKind::cancelled;
  if (!stopped_by_us) {
    ranking_.record(task.key.exchange, answer.outcome == event::Outcome::ok,
                    base::Nanos(answer.duration_ns));
  }
  const auto circuit = CircuitBreaker::key_of(task.key);  // a copy: the task may be gone below
  const auto change = record(turn, task, answer);
  if (answer.outcome == event::Outcome::failed)
    handle_failure(turn, task, answer);
  else
    deliver(turn, task, answer);
  if (change == CircuitBreaker::Change::opened) reject_waiting(turn, circuit);
}

CircuitBreaker::Change TaskCompletion::record(Turn& turn, const Task& task,
                                              const event::TaskAnswered& answer) {
  const auto key = CircuitBreaker::key_of(task.key);
  const proto::Failure failure{answer.error_kind.value_or(proto::ErrorKind::internal),
                               answer.message};
  const auto reach = reachability(answer, task.progress, config_.circuit_least_timeout);
  const auto change = circuits_.record(key, task.id, reach, failure, turn.now.mono);
  if (change == CircuitBreaker::Change::none) return change;
  const bool opened = change == CircuitBreaker::Change::opened;
  ++(opened ? counters_.circuits_opened : counters_.circuits_closed);
  turn.emit(
      command::CircuitChanged{key.exchange, key.market, circuits_.report(key, turn.now.mono)});
  return change;
}

// A failed task is tried again only if that can still help: its kind is worth it (retry_policy.h),
// some job has time for it, and the exchange's circuit is closed.
void TaskCompletion::handle_failure(Turn& turn, Task& task, const event::TaskAnswered& answer) {
  ++counters_.attempts_failed;
  ++task.ended.failed;
  const Verdict verdict = after_attempt(answer, task.ended, config_.max_attempts);
  const base::MonoTime next = retries_.next_attempt(turn.now.mono, task.ended.failed);
  const bool in_time = retries_.in_time(next, task.latest_deadline());
  const bool down = circuits_.is_open(CircuitBreaker::key_of(task.key));
  if (verdict != Verdict::retry_later || !in_time || down) return deliver(turn, task, answer);
  pause(turn, task, next, answer);
}

// The jobs that have no time for the next attempt get this attempt's failure now; the others wait.
void TaskCompletion::pause(Turn& turn, Task& task, base::MonoTime until,
                           const event::TaskAnswered& answer) {
  ++counters_.tasks_paused;
  tasks_.pause(task, until);
  const auto can_wait = [&](const WaitingJob& job) {
    return retries_.in_time(until, job.deadline);
  };
  const auto hasty = std::stable_partition(task.waiting.begin(), task.waiting.end(), can_wait);
  const std::vector<WaitingJob> leaving(hasty, task.waiting.end());
  task.waiting.erase(hasty, task.waiting.end());
  for (const WaitingJob& job : task.waiting)
    listener_.on_task_requeued(job);
  const Task copy = task;  // the listener may change the tasks
  for (const WaitingJob& job : leaving)
    listener_.on_task_answered(turn, job, copy, answer);
}

void TaskCompletion::deliver(Turn& turn, Task& task, const event::TaskAnswered& answer) {
  const Task done = tasks_.remove(task);
  for (const WaitingJob& job : done.waiting)
    listener_.on_task_answered(turn, job, done, answer);
}

void TaskCompletion::on_loss(Turn& turn, Task& task, const std::string& how) {
  tasks_.end_attempt(task);
  handle_loss(turn, task, how);
}

// A task that nobody waits for (stopping) is not tried again.
void TaskCompletion::handle_loss(Turn& turn, Task& task, const std::string& how) {
  ++counters_.attempts_lost;
  ++task.ended.lost;
  event::TaskAnswered loss;
  loss.outcome = event::Outcome::lost;
  const Verdict verdict = after_attempt(loss, task.ended, config_.max_attempts);
  if (!task.waiting.empty() && verdict == Verdict::retry_now) {
    ++counters_.tasks_retried;
    tasks_.requeue(task);
    for (const WaitingJob& job : task.waiting)
      listener_.on_task_requeued(job);
    return;
  }
  const Task removed = tasks_.remove(task);
  for (const WaitingJob& job : removed.waiting)
    listener_.on_task_given_up(turn, job, how);
}

void TaskCompletion::expire(Turn& turn, const Task& removed) {
  ++counters_.tasks_expired;
  for (const WaitingJob& job : removed.waiting)
    listener_.on_task_expired(turn, job);
}

void TaskCompletion::reject(Turn& turn, const Task& removed, const proto::Failure& why) {
  ++counters_.tasks_short_cut;
  for (const WaitingJob& job : removed.waiting)
    listener_.on_task_rejected(turn, job, why);
}

// Every task that waits for a worker or for its next attempt. Running tasks go on: their answers
// may bring results, or close the circuit.
void TaskCompletion::reject_waiting(Turn& turn, const CircuitBreaker::Key& key) {
  for (const TaskId id : tasks_.table().ids_of(key.exchange)) {
    Task* task = tasks_.table().find(id);  // an earlier rejection may have removed it
    if (task == nullptr || task->has_worker() || CircuitBreaker::key_of(task->key) != key) continue;
    const auto why = circuits_.refusal(key, turn.now.mono);
    if (!why) return;
    reject(turn, tasks_.remove(*task), *why);
  }
}

}  // namespace scand::broker
