#include "broker/core/scheduler.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace scand::broker {
namespace {

TimerKey lost_timer(const Task& task) {
  return {TimerKind::worker_lost, task.id};
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
      backoff_(config.retry_pause, config.seed),
      circuits_(config) {}

std::optional<proto::Failure> Scheduler::refusal(const Want& want, base::MonoTime now) const {
  const Task* task = tasks_.find(want.key);
  if (task != nullptr && joinable(*task, now, want.deadline)) return std::nullopt;
  return circuits_.refusal(CircuitBreaker::where(want.key), now);
}

const Task& Scheduler::want(Turn& turn, Want want) {
  Waiting waiting{want.job, want.exchange, want.deadline, false};
  Task* task = tasks_.find(want.key);
  if (task == nullptr || !joinable(*task, turn.now.mono, want.deadline)) {
    ++counters_.tasks_created;
    Task& made = tasks_.make(std::move(want.key), want.lane);
    // The caller has asked: it is let through, and may be the probe.
    (void)circuits_.let_through(CircuitBreaker::where(made.key), made.id, turn.now.mono);
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

void Scheduler::told(const event::TaskProgressed& told) {
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
  const auto at = CircuitBreaker::where(task->key);
  const auto change = record(turn, *task, answer);
  if (answer.outcome == event::Outcome::failed)
    failed(turn, *task, answer);
  else
    deliver(turn, *task, answer);
  if (change == CircuitBreaker::Change::opened) cut_short_all(turn, at);
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

void Scheduler::queue_again(Task& task) {
  task.state = Task::State::queued;
  queue_.push_again(task.id, task.key.exchange, task.lane, task.place);
}

void Scheduler::dispatch(Turn& turn) {
  while (workers_.idle() > 0) {
    const auto next = queue_.pop();
    if (!next) return;
    Task& task = *tasks_.find(next->task);
    if (task.wanted_until() <= turn.now.mono) {
      expire(turn, task);
    } else if (const auto why =
                   circuits_.let_through(CircuitBreaker::where(task.key), task.id, turn.now.mono)) {
      queue_.done(task.key.exchange);
      cut_short(turn, task, *why);
    } else {
      start(turn, task, next->place, *workers_.take(task.key.exchange));
    }
  }
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
  gauges.circuits_open = circuits_.open();
  gauges.tasks_starving = workers_.idle() > 0 ? 0 : queue_.runnable();
  gauges.workers_idle = workers_.idle();
  gauges.workers_busy = workers_.busy();
}

}  // namespace scand::broker
