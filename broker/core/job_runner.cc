#include "broker/core/job_runner.h"

#include <algorithm>
#include <utility>

#include "broker/core/job_outcome.h"
#include "broker/core/job_progress.h"
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

std::chrono::milliseconds whole_ms(base::Nanos duration) {
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
  job.progress_not_before = turn.now.mono;
  turn.emit(command::Begin{job.id, *job.request, job.accepted});
  changed(job);
  if (job.deadline <= turn.now.mono) return pass_deadline(turn, job);
  timers_.set(deadline_timer(job), job.deadline);
  want_tasks(turn, job);
  end_if_settled(turn, job);
}

void JobRunner::want_tasks(Turn& turn, Job& job) {
  const base::WallTime candles_at = turn.now.wall - whole_ms(config_.close_grace);
  for (std::size_t i = 0; i < job.exchanges.size(); ++i) {
    JobExchange& one = job.exchanges[i];
    auto key = plan_task(*job.request, {one.name, one.id}, *config_.exchanges, candles_at);
    if (!key) {
      missing(turn, job, one, std::move(key).error());
      continue;
    }
    Scheduler::Want want{
        job.no, i, std::move(key).value(), job.lane, job.request->priority, job.task_deadline};
    if (const auto why = scheduler_.refusal(want, turn.now.mono)) {
      ++counters_.tasks_short_cut;
      missing(turn, job, one, in_name_of(one, *why));
      continue;
    }
    const Task& task = scheduler_.want(turn, std::move(want));
    one.task = task.id;
    if (task.state != Task::State::running) continue;
    const Waiting& waiting = task.waiting.back();
    started(turn, waiting, task);
    told(waiting, task);
  }
}

void JobRunner::pass_deadline(Turn& turn, Job& job) {
  for (JobExchange& one : job.exchanges) {
    if (!one.settled()) missing(turn, job, one, missed_deadline(job, one, turn.now.mono));
  }
  end(turn, job, nullptr);
}

void JobRunner::cancel(Turn& turn, Job& job, const proto::Failure& why) {
  for (JobExchange& one : job.exchanges) {
    if (!one.settled()) missing(turn, job, one, in_name_of(one, why));
  }
  end(turn, job, &why);
}

void JobRunner::abandon(Turn& turn, Job& job) {
  for (const JobExchange& one : job.exchanges)
    scheduler_.leave(turn, one.task, job.no);
  timers_.clear(deadline_timer(job));
  timers_.clear(progress_timer(job));
}

void JobRunner::started(Turn& turn, const Waiting& waiting, const Task& task) {
  Job& job = *jobs_.find(waiting.job);
  JobExchange& one = job.exchanges[waiting.exchange];
  if (one.attempts == 0) turn.emit(command::PartStarted{job.id, one.id});
  one.state = State::running;
  one.started = task.started;
  one.attempts = task.attempts;
  one.progress = {};
  advance(job, JobStep::started);
  changed(job);
}

void JobRunner::told(const Waiting& waiting, const Task& task) {
  Job& job = *jobs_.find(waiting.job);
  job.exchanges[waiting.exchange].progress = task.progress;
  changed(job);
}

void JobRunner::answered(Turn& turn, const Waiting& waiting, const Task& task,
                         const event::TaskAnswered& answer) {
  Job& job = *jobs_.find(waiting.job);
  take_answer(turn, job, job.exchanges[waiting.exchange], waiting, task, answer);
  end_if_settled(turn, job);
}

void JobRunner::take_answer(Turn& turn, Job& job, JobExchange& one, const Waiting& waiting,
                            const Task& task, const event::TaskAnswered& answer) {
  const bool ok = answer.outcome == event::Outcome::ok;
  const proto::Failure failure{answer.error_kind.value_or(proto::ErrorKind::internal),
                               answer.message};
  // A worker whose clock is a little ahead of ours gives up a little early.
  const base::Nanos margin = job.deadline - job.task_deadline;
  const bool at_deadline = turn.now.mono + margin >= job.task_deadline;
  if (!ok && failure.kind == proto::ErrorKind::timeout && at_deadline) job.deadline_cut = true;
  if (answer.payload == nullptr || answer.payload->empty()) {
    return missing(turn, job, one, ok ? empty_answer(one) : in_name_of(one, failure));
  }
  one.state = ok ? State::done : State::failed;
  if (!ok) one.failure = in_name_of(one, failure);
  turn.emit(command::Part{job.id, one.id, answer.payload, task.attempts, waiting.shared,
                          task.started, turn.now.mono});
  changed(job);
}

void JobRunner::not_tried(Turn& turn, const Waiting& waiting, const proto::Failure& why) {
  Job& job = *jobs_.find(waiting.job);
  JobExchange& one = job.exchanges[waiting.exchange];
  missing(turn, job, one, in_name_of(one, why));
  end_if_settled(turn, job);
}

void JobRunner::expired(Turn& turn, const Waiting& waiting) {
  Job& job = *jobs_.find(waiting.job);
  JobExchange& one = job.exchanges[waiting.exchange];
  job.deadline_cut = true;
  missing(turn, job, one, missed_deadline(job, one, turn.now.mono));
  end_if_settled(turn, job);
}

void JobRunner::queued_again(const Waiting& waiting) {
  Job& job = *jobs_.find(waiting.job);
  JobExchange& one = job.exchanges[waiting.exchange];
  one.state = State::queued;
  one.started.reset();
  one.progress = {};
  changed(job);
}

void JobRunner::gave_up(Turn& turn, const Waiting& waiting, const Task& /*task*/,
                        const std::string& last) {
  Job& job = *jobs_.find(waiting.job);
  JobExchange& one = job.exchanges[waiting.exchange];
  missing(turn, job, one, worker_lost(one, last));
  end_if_settled(turn, job);
}

void JobRunner::missing(Turn& turn, Job& job, JobExchange& one, proto::Failure failure) {
  scheduler_.leave(turn, one.task, job.no);
  one.state = State::failed;
  one.failure = failure;
  turn.emit(command::Missing{job.id, one.id, std::move(failure), one.attempts, one.started,
                             turn.now.mono});
  changed(job);
}

void JobRunner::end_if_settled(Turn& turn, Job& job) {
  if (job.live() && job.settled() == job.exchanges.size()) end(turn, job, nullptr);
}

void JobRunner::end(Turn& turn, Job& job, const proto::Failure* cancelled) {
  if (turn.now.mono >= job.deadline) job.deadline_cut = true;
  const proto::JobStatus status = final_status(job, cancelled != nullptr);
  auto failure = cancelled != nullptr ? std::optional(*cancelled) : final_failure(job, status);
  advance(job, JobStep::ended);
  job.status = status;
  job.seq = ++last_seq_;
  ++counters_.finished.at(static_cast<std::size_t>(status));
  timers_.clear(deadline_timer(job));
  timers_.clear(progress_timer(job));
  turn.emit(command::Progress{snapshot(job, turn.now.mono)});
  turn.emit(command::Finish{job.id, status, job.seq, std::move(failure)});
}

void JobRunner::advance(Job& job, JobStep step) {
  const auto next = after(job.state, step);
  if (next) {
    job.state = *next;
  } else {
    ++counters_.unexpected;
  }
}

void JobRunner::changed(Job& job) {
  if (job.progress_due) return;
  job.progress_due = true;
  changed_.push_back(job.no);
}

void JobRunner::tell_progress(Turn& turn) {
  for (const JobNo no : std::exchange(changed_, {})) {
    Job* job = jobs_.find(no);
    if (job == nullptr || !job->live()) continue;
    if (turn.now.mono < job->progress_not_before) {
      timers_.set(progress_timer(*job), job->progress_not_before);
      continue;  // due stays set: the timer brings it back
    }
    job->progress_due = false;
    job->progress_not_before = turn.now.mono + config_.progress_interval;
    turn.emit(command::Progress{snapshot(*job, turn.now.mono)});
  }
}

void JobRunner::progress_due(JobNo job) {
  changed_.push_back(job);
}

}  // namespace scand::broker
