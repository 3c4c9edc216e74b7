#include "broker/core/job_runner.h"

#include <algorithm>
#include <utility>

#include "broker/core/job_outcome.h"
#include "broker/core/task_plan.h"

namespace scand::broker {
namespace {

using State = JobExchange::State;

TimerKey deadline_timer(const Job& job) {
  return {TimerKind::job_deadline, job.no};
}
TimerKey progress_timer(const Job& job) {
  return {TimerKind::progress, job.no};
}

std::chrono::milliseconds to_ms(base::Nanos duration) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(duration);
}

}  // namespace

JobRunner::JobRunner(const CoreConfig& config, Timers& timers, Ranking& ranking,
                     CoreCounters& counters, JobTable& jobs)
    : config_(config),
      timers_(timers),
      counters_(counters),
      jobs_(jobs),
      scheduler_(config, timers, ranking, counters, *this),
      last_seq_(config.last_seq) {}

void JobRunner::begin(Turn& turn, Job& job) {
  job.next_progress_at = turn.now.mono;
  turn.emit(command::Begin{job.id, *job.request, job.accepted});
  mark_changed(job);
  if (job.deadline <= turn.now.mono) return on_deadline(turn, job);
  timers_.set(deadline_timer(job), job.deadline);
  request_tasks(turn, job);
  finish_if_settled(turn, job);
}

void JobRunner::request_tasks(Turn& turn, Job& job) {
  // Exchanges publish a closed candle a moment after its end.
  const base::WallTime candles_at = turn.now.wall - to_ms(config_.close_grace);
  for (std::size_t i = 0; i < job.exchanges.size(); ++i) {
    JobExchange& exchange = job.exchanges[i];
    auto key =
        plan_task(*job.request, {exchange.name, exchange.id}, *config_.exchanges, candles_at);
    if (!key) {
      settle_as_missing(turn, job, exchange, std::move(key).error());
      continue;
    }
    TaskRequest request{
        job.no, i, std::move(key).value(), job.lane, job.request->priority, job.task_deadline};
    if (const auto why = scheduler_.refusal(request, turn.now.mono)) {
      ++counters_.tasks_short_cut;
      settle_as_missing(turn, job, exchange, with_name(exchange, *why));
      continue;
    }
    const Task& task = scheduler_.request_task(turn, std::move(request));
    exchange.task = task.id;
    if (task.state != Task::State::running) continue;
    // The job has joined a running task: catch up with what its other jobs know already.
    const WaitingJob& waiting = task.waiting.back();
    on_task_started(turn, waiting, task);
    on_task_progress(waiting, task);
  }
}

void JobRunner::on_deadline(Turn& turn, Job& job) {
  for (JobExchange& exchange : job.exchanges) {
    if (!exchange.settled())
      settle_as_missing(turn, job, exchange, missed_deadline(job, exchange, turn.now.mono));
  }
  finish(turn, job, nullptr);
}

void JobRunner::cancel(Turn& turn, Job& job, const proto::Failure& why) {
  for (JobExchange& exchange : job.exchanges) {
    if (!exchange.settled()) settle_as_missing(turn, job, exchange, with_name(exchange, why));
  }
  finish(turn, job, &why);
}

void JobRunner::abandon(Turn& turn, Job& job) {
  for (const JobExchange& exchange : job.exchanges)
    scheduler_.leave(turn, exchange.task, job.no);
  timers_.clear(deadline_timer(job));
  timers_.clear(progress_timer(job));
}

void JobRunner::on_task_started(Turn& turn, const WaitingJob& waiting, const Task& task) {
  Job& job = *jobs_.find(waiting.job);
  JobExchange& exchange = job.exchanges[waiting.exchange];
  if (exchange.attempts == 0) turn.emit(command::PartStarted{job.id, exchange.id});  // once
  exchange.state = State::running;
  exchange.started = task.started;
  exchange.attempts = task.attempts;
  exchange.progress = {};
  advance(job, JobStep::started);
  mark_changed(job);
}

void JobRunner::on_task_progress(const WaitingJob& waiting, const Task& task) {
  Job& job = *jobs_.find(waiting.job);
  job.exchanges[waiting.exchange].progress = task.progress;
  mark_changed(job);
}

void JobRunner::on_task_answered(Turn& turn, const WaitingJob& waiting, const Task& task,
                                 const event::TaskAnswered& answer) {
  Job& job = *jobs_.find(waiting.job);
  settle_with_answer(turn, job, waiting, task, answer);
  finish_if_settled(turn, job);
}

void JobRunner::settle_with_answer(Turn& turn, Job& job, const WaitingJob& waiting,
                                   const Task& task, const event::TaskAnswered& answer) {
  JobExchange& exchange = job.exchanges[waiting.exchange];
  const bool ok = answer.outcome == event::Outcome::ok;
  const proto::Failure failure{answer.error_kind.value_or(proto::ErrorKind::internal),
                               answer.message};
  // A worker reports its timeout at the task's deadline, or up to a margin earlier if its
  // clock is ahead of ours.
  const base::Nanos margin = job.deadline - job.task_deadline;
  const bool at_deadline = turn.now.mono + margin >= job.task_deadline;
  if (!ok && failure.kind == proto::ErrorKind::timeout && at_deadline) job.hit_deadline = true;
  if (answer.payload == nullptr || answer.payload->empty()) {
    return settle_as_missing(turn, job, exchange,
                             ok ? empty_answer(exchange) : with_name(exchange, failure));
  }
  exchange.state = ok ? State::done : State::failed;
  if (!ok) exchange.failure = with_name(exchange, failure);
  turn.emit(command::Part{job.id, exchange.id, answer.payload, task.attempts, waiting.shared,
                          task.started, turn.now.mono});
  mark_changed(job);
}

void JobRunner::on_task_rejected(Turn& turn, const WaitingJob& waiting, const proto::Failure& why) {
  Job& job = *jobs_.find(waiting.job);
  JobExchange& exchange = job.exchanges[waiting.exchange];
  settle_as_missing(turn, job, exchange, with_name(exchange, why));
  finish_if_settled(turn, job);
}

void JobRunner::on_task_expired(Turn& turn, const WaitingJob& waiting) {
  Job& job = *jobs_.find(waiting.job);
  JobExchange& exchange = job.exchanges[waiting.exchange];
  job.hit_deadline = true;
  settle_as_missing(turn, job, exchange, missed_deadline(job, exchange, turn.now.mono));
  finish_if_settled(turn, job);
}

void JobRunner::on_task_requeued(const WaitingJob& waiting) {
  Job& job = *jobs_.find(waiting.job);
  JobExchange& exchange = job.exchanges[waiting.exchange];
  exchange.state = State::queued;
  exchange.started.reset();
  exchange.progress = {};
  mark_changed(job);
}

void JobRunner::on_task_given_up(Turn& turn, const WaitingJob& waiting, const std::string& last) {
  Job& job = *jobs_.find(waiting.job);
  JobExchange& exchange = job.exchanges[waiting.exchange];
  settle_as_missing(turn, job, exchange, worker_lost(exchange, last));
  finish_if_settled(turn, job);
}

void JobRunner::settle_as_missing(Turn& turn, Job& job, JobExchange& exchange,
                                  proto::Failure failure) {
  scheduler_.leave(turn, exchange.task, job.no);
  exchange.state = State::failed;
  exchange.failure = failure;
  turn.emit(command::Missing{job.id, exchange.id, std::move(failure), exchange.attempts,
                             exchange.started, turn.now.mono});
  mark_changed(job);
}

void JobRunner::finish_if_settled(Turn& turn, Job& job) {
  if (job.active() && job.settled_count() == job.exchanges.size()) finish(turn, job, nullptr);
}

// The last snapshot comes before the Finish, and waits for no timer.
void JobRunner::finish(Turn& turn, Job& job, const proto::Failure* cancelled) {
  if (turn.now.mono >= job.deadline) job.hit_deadline = true;
  const proto::JobStatus status = final_status(job, cancelled != nullptr);
  auto failure = cancelled != nullptr ? std::optional(*cancelled) : final_failure(job, status);
  advance(job, JobStep::ended);
  job.status = status;
  job.seq = ++last_seq_;
  ++counters_.finished.at(static_cast<std::size_t>(status));
  timers_.clear(deadline_timer(job));
  timers_.clear(progress_timer(job));
  turn.emit(command::Progress{progress_snapshot(job, turn.now.mono)});
  turn.emit(command::Finish{job.id, status, job.seq, std::move(failure)});
}

void JobRunner::advance(Job& job, JobStep step) {
  const auto next = next_state(job.state, step);
  if (next) {
    job.state = *next;
  } else {
    ++counters_.unexpected;
  }
}

void JobRunner::mark_changed(Job& job) {
  if (job.progress_pending) return;
  job.progress_pending = true;
  changed_.push_back(job.no);
}

void JobRunner::emit_progress(Turn& turn) {
  for (const JobNo no : std::exchange(changed_, {})) {
    Job* job = jobs_.find(no);
    if (job == nullptr || !job->active()) continue;
    if (turn.now.mono < job->next_progress_at) {
      timers_.set(progress_timer(*job), job->next_progress_at);
      continue;  // progress_pending stays set; the timer puts the job back on the list
    }
    job->progress_pending = false;
    job->next_progress_at = turn.now.mono + config_.progress_interval;
    turn.emit(command::Progress{progress_snapshot(*job, turn.now.mono)});
  }
}

void JobRunner::on_progress_timer(JobNo job) {
  changed_.push_back(job);
}

}  // namespace scand::broker
