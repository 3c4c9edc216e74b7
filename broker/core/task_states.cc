#include "broker/core/task_states.h"

#include <algorithm>
#include <utility>

namespace scand::broker {
namespace {

TimerKey overdue_timer(const Task& task) {
  return {TimerKind::worker_overdue, task.id};
}
TimerKey retry_timer(const Task& task) {
  return {TimerKind::retry, task.id};
}

}  // namespace

TaskStates::TaskStates(const CoreConfig& config, Timers& timers, CircuitBreaker& circuits)
    : config_(config), timers_(timers), circuits_(circuits), queue_(config.bulkhead_per_exchange) {}

Task& TaskStates::create(proto::TaskKey key, const Lane& lane, proto::Priority priority,
                         const WaitingJob& first) {
  Task& task = table_.add(std::move(key), lane);
  task.waiting.push_back(first);
  queue_.push(task.id, task.key.exchange, lane, priority);
  return task;
}

void TaskStates::join_queue(const Task& task, const Lane& lane, proto::Priority priority) {
  queue_.join(task.id, lane, priority);
}

std::optional<ReadyQueue::Next> TaskStates::pop_next() {
  return queue_.pop();
}

Task TaskStates::discard_popped(Task& task) {
  queue_.release_slot(task.key.exchange);
  return remove(task);
}

void TaskStates::start(Task& task, Place place, WorkerId worker, base::MonoTime now) {
  ++task.attempts;
  task.state = Task::State::running;
  task.place = place;
  task.worker = worker;
  task.started = now;
  task.deadline = task.latest_deadline();
  timers_.set(overdue_timer(task), task.deadline + config_.lost_after);
}

void TaskStates::extend(Task& task, base::MonoTime deadline) {
  task.deadline = deadline;
  timers_.set(overdue_timer(task), deadline + config_.lost_after);
}

void TaskStates::stop(Task& task, base::MonoTime now) {
  task.state = Task::State::stopping;
  table_.unlist(task);
  timers_.set(overdue_timer(task),
              std::min(task.deadline + config_.lost_after, now + config_.stop_grace));
}

void TaskStates::end_attempt(const Task& task) {
  timers_.clear(overdue_timer(task));
  queue_.release_slot(task.key.exchange);
}

void TaskStates::pause(Task& task, base::MonoTime until) {
  ++paused_;
  task.state = Task::State::paused;
  task.paused_until = until;
  task.progress = {};
  timers_.set(retry_timer(task), until);
}

void TaskStates::resume(Task& task) {
  end_pause(task);
  requeue(task);
}

void TaskStates::requeue(Task& task) {
  task.state = Task::State::queued;
  task.progress = {};
  queue_.requeue(task.id, task.key.exchange, task.lane, task.place);
}

Task TaskStates::remove(Task& task) {
  if (task.state == Task::State::paused) end_pause(task);
  queue_.remove(task.id);
  circuits_.release_probe(CircuitBreaker::key_of(task.key), task.id);
  Task removed = task;
  table_.erase(task.id);
  return removed;
}

void TaskStates::end_pause(const Task& task) {
  timers_.clear(retry_timer(task));
  --paused_;
}

}  // namespace scand::broker
