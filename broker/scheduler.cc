#include "broker/scheduler.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "broker/retry_policy.h"

namespace scand::broker {
namespace {

TimerKey lost_timer(const Task& task) {
  return {TimerKind::worker_lost, task.id};
}

TimerKey retry_timer(const Task& task) {
  return {TimerKind::retry, task.id};
}

std::int64_t wall_ms(const base::Now& now, base::MonoTime at) {
  return base::unix_ms(now.wall) +
         std::chrono::duration_cast<std::chrono::milliseconds>(at - now.mono).count();
}

}  // namespace

Scheduler::Scheduler(const CoreConfig& config, Timers& timers, Ranking& ranking,
                     CoreCounters& counters, TaskListener& listener)
    : config_(config),
      timers_(timers),
      ranking_(ranking),
      counters_(counters),
      listener_(listener),
      queue_(config.bulkhead_per_exchange),
      workers_(config.max_workers),
      backoff_(config.retry_pause, config.seed) {}

const Task& Scheduler::want(Turn& turn, Want want) {
  Waiting waiting{want.job, want.exchange, want.deadline, false};
  Task* task = tasks_.find(want.key);
  if (task == nullptr || !joinable(*task, turn.now.mono, want.deadline)) {
    ++counters_.tasks_created;
    Task& made = tasks_.make(std::move(want.key), want.lane);
    made.waiting.push_back(waiting);
    queue_.push(made.id, made.key.exchange, want.lane, want.priority);
    return made;
  }
  ++counters_.tasks_joined;
  waiting.shared = true;
  task->waiting.push_back(waiting);
  if (task->state == Task::State::running) {
    extend(turn, *task, want.deadline);
  } else {
    // Who cannot wait for the end of the pause ends it.
    if (want.deadline < task->paused_until + config_.retry_margin) wake(task->id);
    queue_.join(task->id, want.lane, want.priority);
  }
  return *task;
}

bool Scheduler::joinable(const Task& task, base::MonoTime now, base::MonoTime until) const {
  if (task.state != Task::State::running || until <= task.deadline) return true;
  return now + config_.join_margin <= task.deadline;
}

void Scheduler::extend(Turn& turn, Task& task, base::MonoTime until) {
  if (until <= task.deadline) return;
  task.deadline = until;
  timers_.set(lost_timer(task), until + config_.lost_after);
  turn.emit(command::ExtendTask{task.worker, task.id, task.attempts, until});
}

void Scheduler::leave(Turn& turn, TaskId id, JobNo job) {
  Task* task = tasks_.find(id);
  if (task == nullptr) return;
  std::erase_if(task->waiting, [job](const Waiting& one) { return one.job == job; });
  if (!task->waiting.empty() || task->state == Task::State::stopping) return;
  if (task->state != Task::State::running) {
    ++counters_.tasks_dropped;
    queue_.remove(id);
    (void)take(*task);
    return;
  }
  ++counters_.tasks_stopped;
  task->state = Task::State::stopping;
  tasks_.hide(*task);
  const base::MonoTime lost_at =
      std::min(task->deadline + config_.lost_after, turn.now.mono + config_.stop_grace);
  timers_.set(lost_timer(*task), lost_at);
  turn.emit(command::StopTask{task->worker, id, task->attempts});
}

void Scheduler::ready(WorkerId worker) {
  if (!workers_.ready(worker)) ++counters_.unexpected;
}

Task* Scheduler::running(WorkerId worker, TaskId id, std::uint32_t attempt) {
  Task* task = tasks_.find(id);
  const bool current =
      task != nullptr && task->with_worker() && task->attempts == attempt && task->worker == worker;
  return current ? task : nullptr;
}

void Scheduler::told(const event::TaskTold& told) {
  Task* task = running(told.worker, told.task_id, told.attempt);
  if (task == nullptr) {
    ++counters_.stale_progress;
    return;
  }
  task->progress = told.progress;
  for (const Waiting& one : task->waiting)
    listener_.told(one, *task);
}

void Scheduler::answered(Turn& turn, const event::TaskAnswered& answer) {
  Task* task = running(answer.worker, answer.task_id, answer.attempt);
  if (task == nullptr) {
    ++counters_.stale_answers;
    return;
  }
  end_attempt(*task);
  workers_.answered(answer.worker);
  if (answer.outcome == event::Outcome::lost) return lost(turn, *task, answer.message);
  const bool stopped_by_us = answer.error_kind == proto::ErrorKind::cancelled;
  if (!stopped_by_us) {
    ranking_.record(task->key.exchange, answer.outcome == event::Outcome::ok,
                    base::Nanos(answer.duration_ns));
  }
  if (answer.outcome == event::Outcome::failed) return failed(turn, *task, answer);
  deliver(turn, *task, answer);
}

void Scheduler::failed(Turn& turn, Task& task, const event::TaskAnswered& answer) {
  ++counters_.attempts_failed;
  ++task.ended.failed;
  const Verdict verdict = after_attempt(answer, task.ended, config_.max_attempts);
  const base::MonoTime next = turn.now.mono + backoff_.after(task.ended.failed);
  const bool in_time = task.wanted_until() >= next + config_.retry_margin;
  if (verdict != Verdict::try_later || !in_time) return deliver(turn, task, answer);
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

void Scheduler::wake(TaskId id) {
  Task* task = tasks_.find(id);
  if (task == nullptr || task->state != Task::State::paused) return;
  timers_.clear(retry_timer(*task));
  --paused_;
  queue_again(*task);
}

void Scheduler::overdue(Turn& turn, TaskId id) {
  Task* task = tasks_.find(id);
  if (task == nullptr || !task->with_worker()) return;
  ++counters_.workers_replaced;
  workers_.retire(task->worker);
  turn.emit(command::ReplaceWorker{task->worker});
  end_attempt(*task);
  const double late = base::seconds(turn.now.mono - task->deadline);
  lost(turn, *task,
       fmt::format("the worker was not back {:.1f} s after the task's deadline", late));
}

void Scheduler::end_attempt(const Task& task) {
  timers_.clear(lost_timer(task));
  queue_.done(task.key.exchange);
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

void Scheduler::queue_again(Task& task) {
  task.state = Task::State::queued;
  queue_.push_again(task.id, task.key.exchange, task.lane, task.place);
}

Task Scheduler::take(Task& task) {
  if (task.state == Task::State::paused) {
    timers_.clear(retry_timer(task));
    --paused_;
  }
  Task taken = task;
  tasks_.erase(task.id);
  return taken;
}

void Scheduler::dispatch(Turn& turn) {
  while (workers_.idle() > 0) {
    const auto next = queue_.pop();
    if (!next) return;
    Task& task = *tasks_.find(next->task);
    if (task.wanted_until() <= turn.now.mono) {
      expire(turn, task);
    } else {
      start(turn, task, next->place, *workers_.take(task.key.exchange));
    }
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

void Scheduler::start(Turn& turn, Task& task, Place place, WorkerId worker) {
  ++counters_.attempts_started;
  ++task.attempts;
  task.state = Task::State::running;
  task.place = place;
  task.worker = worker;
  task.started = turn.now.mono;
  task.deadline = task.wanted_until();
  timers_.set(lost_timer(task), task.deadline + config_.lost_after);
  const proto::ScanTask scan{task.id, task.attempts, task.key, wall_ms(turn.now, task.deadline)};
  turn.emit(command::Dispatch{worker, scan, task.deadline});
  for (const Waiting& one : task.waiting)
    listener_.started(turn, one, task);
}

void Scheduler::fill(CoreGauges& gauges) const {
  gauges.tasks_queued = queue_.size();
  gauges.tasks_running = queue_.running();
  gauges.tasks_paused = paused_;
  gauges.tasks_starving = workers_.idle() > 0 ? 0 : queue_.runnable();
  gauges.workers_idle = workers_.idle();
  gauges.workers_busy = workers_.busy();
}

}  // namespace scand::broker
