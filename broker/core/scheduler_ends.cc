// How attempts and tasks end: by an answer, a loss, a pause before the next attempt, or untried.
#include <algorithm>
#include <utility>

#include "broker/core/retry_policy.h"
#include "broker/core/scheduler.h"

namespace scand::broker {
namespace {

TimerKey retry_timer(const Task& task) {
  return {TimerKind::retry, task.id};
}

}  // namespace

CircuitBreaker::Change Scheduler::record(Turn& turn, const Task& task,
                                         const event::TaskAnswered& answer) {
  const auto at = CircuitBreaker::where(task.key);
  const proto::Failure failure{answer.error_kind.value_or(proto::ErrorKind::internal),
                               answer.message};
  const auto change =
      circuits_.record(at, task.id, reach(answer, task.progress, config_.circuit_least_timeout),
                       failure, turn.now.mono);
  if (change == CircuitBreaker::Change::none) return change;
  ++(change == CircuitBreaker::Change::opened ? counters_.circuits_opened
                                              : counters_.circuits_closed);
  turn.emit(command::CircuitChanged{at.exchange, at.market, circuits_.report(at, turn.now.mono)});
  return change;
}

void Scheduler::failed(Turn& turn, Task& task, const event::TaskAnswered& answer) {
  ++counters_.attempts_failed;
  ++task.ended.failed;
  const Verdict verdict = after_attempt(answer, task.ended, config_.max_attempts);
  const base::MonoTime next = turn.now.mono + backoff_.after(task.ended.failed);
  const bool in_time = task.wanted_until() >= next + config_.retry_margin;
  const bool down = circuits_.open(CircuitBreaker::where(task.key));
  if (verdict != Verdict::try_later || !in_time || down) return deliver(turn, task, answer);
  pause(turn, task, next, answer);
}

// The jobs that the next attempt would come too late for have their answer now.
void Scheduler::pause(Turn& turn, Task& task, base::MonoTime until,
                      const event::TaskAnswered& answer) {
  ++counters_.tasks_paused;
  ++paused_;
  task.state = Task::State::paused;
  task.paused_until = until;
  task.progress = {};
  timers_.set(retry_timer(task), until);
  const auto can_wait = [&](const Waiting& one) {
    return one.deadline >= until + config_.retry_margin;
  };
  const auto late = std::stable_partition(task.waiting.begin(), task.waiting.end(), can_wait);
  const std::vector<Waiting> leaving(late, task.waiting.end());
  task.waiting.erase(late, task.waiting.end());
  for (const Waiting& one : task.waiting)
    listener_.queued_again(one);
  const Task as_it_is = task;
  for (const Waiting& one : leaving)
    listener_.answered(turn, one, as_it_is, answer);
}

void Scheduler::deliver(Turn& turn, Task& task, const event::TaskAnswered& answer) {
  const Task done = take(task);
  for (const Waiting& one : done.waiting)
    listener_.answered(turn, one, done, answer);
}

void Scheduler::lost(Turn& turn, Task& task, const std::string& how) {
  ++counters_.attempts_lost;
  ++task.ended.lost;
  event::TaskAnswered loss;
  loss.outcome = event::Outcome::lost;
  const Verdict verdict = after_attempt(loss, task.ended, config_.max_attempts);
  if (!task.waiting.empty() && verdict == Verdict::run_again) return run_again(task);
  const Task gone = take(task);
  for (const Waiting& one : gone.waiting)
    listener_.gave_up(turn, one, gone, how);
}

void Scheduler::run_again(Task& task) {
  ++counters_.tasks_retried;
  task.progress = {};
  queue_again(task);
  for (const Waiting& one : task.waiting)
    listener_.queued_again(one);
}

void Scheduler::cut_short(Turn& turn, Task& task, const proto::Failure& why) {
  ++counters_.tasks_short_cut;
  const Task gone = take(task);
  for (const Waiting& one : gone.waiting)
    listener_.not_tried(turn, one, why);
}

// What waits for a worker or for its next attempt need not wait any longer.
void Scheduler::cut_short_all(Turn& turn, const CircuitBreaker::Where& at) {
  for (const TaskId id : tasks_.all_of(at.exchange)) {
    Task* task = tasks_.find(id);
    if (task == nullptr || task->with_worker() || CircuitBreaker::where(task->key) != at) continue;
    const auto why = circuits_.refusal(at, turn.now.mono);
    if (!why) return;
    queue_.remove(id);
    cut_short(turn, *task, *why);
  }
}

// Its jobs' time is up but for the margin: a worker could only fail, and would be taken for lost.
void Scheduler::expire(Turn& turn, Task& task) {
  ++counters_.tasks_expired;
  queue_.done(task.key.exchange);
  const Task gone = take(task);
  for (const Waiting& one : gone.waiting)
    listener_.expired(turn, one);
}
void Scheduler::wake(TaskId id) {
  Task* task = tasks_.find(id);
  if (task == nullptr || task->state != Task::State::paused) return;
  timers_.clear(retry_timer(*task));
  --paused_;
  queue_again(*task);
}

Task Scheduler::take(Task& task) {
  if (task.state == Task::State::paused) {
    timers_.clear(retry_timer(task));
    --paused_;
  }
  circuits_.gone(CircuitBreaker::where(task.key), task.id);
  Task taken = task;
  tasks_.erase(task.id);
  return taken;
}

}  // namespace scand::broker
