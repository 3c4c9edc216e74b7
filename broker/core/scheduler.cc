#include "broker/core/scheduler.h"

#include <chrono>
#include <fmt/format.h>
#include <utility>

namespace scand::broker {
namespace {

// A ScanTask names its deadline in UTC: monotonic time means nothing outside this process.
std::int64_t wall_ms(const base::Now& now, base::MonoTime at) {
  return base::unix_ms(now.wall) +
         std::chrono::duration_cast<std::chrono::milliseconds>(at - now.mono).count();
}

}  // namespace

Scheduler::Scheduler(const CoreConfig& config, Timers& timers, Ranking& ranking,
                     CoreCounters& counters, TaskListener& listener)
    : config_(config),
      counters_(counters),
      listener_(listener),
      circuits_(config),
      retries_(config),
      tasks_(config, timers, circuits_),
      workers_(config.max_workers),
      completion_(config, ranking, counters, listener, circuits_, retries_, tasks_) {}

std::optional<proto::Failure> Scheduler::refusal(const TaskRequest& request,
                                                 base::MonoTime now) const {
  const Task* task = tasks_.table().find(request.key);
  if (task != nullptr && can_join(*task, now, request.deadline)) return std::nullopt;
  return circuits_.refusal(CircuitBreaker::key_of(request.key), now);
}

const Task& Scheduler::request_task(Turn& turn, TaskRequest request) {
  Task* task = tasks_.table().find(request.key);
  if (task != nullptr && can_join(*task, turn.now.mono, request.deadline)) {
    return join(turn, *task, request);
  }
  ++counters_.tasks_created;
  const Task& created =
      tasks_.create(std::move(request.key), request.lane, request.priority,
                    WaitingJob{request.job, request.exchange, request.deadline, false});
  // refusal() has said yes, so this only makes the task the probe if the circuit is half open.
  (void)circuits_.admit(CircuitBreaker::key_of(created.key), created.id, turn.now.mono);
  return created;
}

// A running task whose deadline is near must not be prolonged (CoreConfig::join_margin).
bool Scheduler::can_join(const Task& task, base::MonoTime now, base::MonoTime deadline) const {
  if (task.state != Task::State::running || deadline <= task.deadline) return true;
  return now + config_.join_margin <= task.deadline;
}

const Task& Scheduler::join(Turn& turn, Task& task, const TaskRequest& request) {
  ++counters_.tasks_joined;
  task.waiting.push_back(WaitingJob{request.job, request.exchange, request.deadline, true});
  if (task.state != Task::State::running) {
    // A job that cannot wait for the end of the pause ends it.
    if (!retries_.in_time(task.paused_until, request.deadline)) on_retry_due(task.id);
    tasks_.join_queue(task, request.lane, request.priority);
  } else if (request.deadline > task.deadline) {
    tasks_.extend(task, request.deadline);
    turn.emit(command::ExtendTask{task.worker, task.id, task.attempts, task.deadline});
  }
  return task;
}

void Scheduler::leave(Turn& turn, TaskId id, JobNo job) {
  Task* task = tasks_.table().find(id);
  if (task == nullptr) return;
  std::erase_if(task->waiting, [job](const WaitingJob& waiting) { return waiting.job == job; });
  if (!task->waiting.empty() || task->state == Task::State::stopping) return;
  if (task->state != Task::State::running) {
    ++counters_.tasks_dropped;
    (void)tasks_.remove(*task);
    return;
  }
  ++counters_.tasks_stopped;
  tasks_.stop(*task, turn.now.mono);
  turn.emit(command::StopTask{task->worker, id, task->attempts});
}

void Scheduler::on_worker_ready(WorkerId worker) {
  if (!workers_.grant_credit(worker)) ++counters_.unexpected;
}

// Fencing: a message about an attempt that is over, or from a worker that was replaced, finds no
// task and is dropped as stale.
Task* Scheduler::find_attempt(WorkerId worker, TaskId id, std::uint32_t attempt) {
  Task* task = tasks_.table().find(id);
  const bool current =
      task != nullptr && task->has_worker() && task->attempts == attempt && task->worker == worker;
  return current ? task : nullptr;
}

void Scheduler::on_task_progress(const event::TaskProgressed& progress) {
  Task* task = find_attempt(progress.worker, progress.task_id, progress.attempt);
  if (task == nullptr) {
    ++counters_.stale_progress;
    return;
  }
  task->progress = progress.progress;
  for (const WaitingJob& job : task->waiting)
    listener_.on_task_progress(job, *task);
}

void Scheduler::on_task_answered(Turn& turn, const event::TaskAnswered& answer) {
  Task* task = find_attempt(answer.worker, answer.task_id, answer.attempt);
  if (task == nullptr) {
    ++counters_.stale_answers;
    return;
  }
  workers_.on_answered(answer.worker);
  completion_.on_answer(turn, *task, answer);
}

void Scheduler::on_worker_overdue(Turn& turn, TaskId id) {
  Task* task = tasks_.table().find(id);
  if (task == nullptr || !task->has_worker()) return;
  ++counters_.workers_replaced;
  workers_.retire(task->worker);
  turn.emit(command::ReplaceWorker{task->worker});
  const double late = base::seconds(turn.now.mono - task->deadline);
  completion_.on_loss(
      turn, *task,
      fmt::format("the worker had not answered {:.1f} s after the task's deadline", late));
}

void Scheduler::on_retry_due(TaskId id) {
  Task* task = tasks_.table().find(id);
  if (task != nullptr && task->state == Task::State::paused) tasks_.resume(*task);
}

void Scheduler::dispatch(Turn& turn) {
  while (workers_.idle() > 0) {
    const auto next = tasks_.pop_next();
    if (!next) return;
    Task& task = *tasks_.table().find(next->task);
    if (task.latest_deadline() <= turn.now.mono) {
      // A worker could only fail, and might be taken for lost.
      completion_.expire(turn, tasks_.discard_popped(task));
    } else if (const auto why =
                   circuits_.admit(CircuitBreaker::key_of(task.key), task.id, turn.now.mono)) {
      completion_.reject(turn, tasks_.discard_popped(task), *why);
    } else {
      start(turn, task, next->place, *workers_.take_credit(task.key.exchange));
    }
  }
}

void Scheduler::start(Turn& turn, Task& task, Place place, WorkerId worker) {
  ++counters_.attempts_started;
  tasks_.start(task, place, worker, turn.now.mono);
  const proto::ScanTask scan{task.id, task.attempts, task.key, wall_ms(turn.now, task.deadline)};
  turn.emit(command::Dispatch{worker, scan, task.deadline});
  for (const WaitingJob& job : task.waiting)
    listener_.on_task_started(turn, job, task);
}

void Scheduler::fill_gauges(CoreGauges& gauges) const {
  gauges.tasks_queued = tasks_.queue().size();
  gauges.tasks_running = tasks_.queue().running();
  gauges.tasks_paused = tasks_.paused();
  gauges.tasks_starving = workers_.idle() > 0 ? 0 : tasks_.queue().runnable();
  gauges.circuits_open = circuits_.open_count();
  gauges.workers_idle = workers_.idle();
  gauges.workers_busy = workers_.busy();
}

}  // namespace scand::broker
