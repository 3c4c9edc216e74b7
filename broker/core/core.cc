#include "broker/core/core.h"

#include <algorithm>
#include <utility>

#include "broker/core/refusals.h"
#include "proto/limits.h"

namespace scand::broker {
namespace {

constexpr TimerKey kDrainTimer{TimerKind::drain, 0};

proto::Failure cancelled_by_client() {
  return {proto::ErrorKind::cancelled, "a client cancelled the job before this was done"};
}
proto::Failure cancelled_by_shutdown() {
  return {proto::ErrorKind::cancelled, "scand was shut down before this was done"};
}

TimerKey waiter_timer(WaiterNo no) {
  return {TimerKind::waiter, no};
}

}  // namespace

Core::Core(CoreConfig config)
    : config_(std::move(config)),
      finished_(config_.finished_jobs_kept, config_.finished_request_bytes_kept),
      waiters_(config_),
      runner_(config_, timers_, ranking_, counters_, jobs_),
      intake_(config_, timers_, counters_, jobs_, finished_, keys_, runner_, ranking_) {
  for (const proto::ExchangeInfo& info : config_.exchanges->all())
    ranking_.add_exchange(info.id);
  for (const ExchangeRank& rank : config_.ranks)
    ranking_.restore(rank);
}

// Timers run first: an event must not save a job whose deadline has passed. Tasks are dispatched
// only at the end, so that every task that became ready in this turn competes for the credits.
// Snapshots come after everything that changes them.
std::vector<Command> Core::handle(Event event, base::Now now) {
  Turn turn{now, {}};
  run_due(turn);
  std::visit([&](auto& what) { on(turn, what); }, event);
  run_due(turn);  // timers that the event has set to now, such as a drain without grace
  runner_.scheduler().dispatch(turn);
  runner_.emit_progress(turn);
  emit_drained(turn);
  return std::move(turn.commands);
}

void Core::run_due(Turn& turn) {
  while (const auto due = timers_.take_due(turn.now.mono)) {
    switch (due->kind) {
      case TimerKind::job_deadline:
        on_job_deadline(turn, due->id);
        break;
      case TimerKind::worker_overdue:
        runner_.scheduler().on_worker_overdue(turn, due->id);
        break;
      case TimerKind::retry:
        runner_.scheduler().on_retry_due(due->id);
        break;
      case TimerKind::waiter:
        time_out_waiter(turn, due->id);
        break;
      case TimerKind::progress:
        runner_.on_progress_timer(due->id);
        break;
      case TimerKind::drain:
        end_drain(turn);
        break;
    }
  }
}

Job* Core::find_unfinished(const std::string& id) {
  Job* job = jobs_.find(id);
  return job != nullptr && job->state != JobState::journaling ? job : nullptr;
}

void Core::on(Turn& turn, event::Submit& submit) {
  intake_.submit(turn, std::move(submit));
}

void Core::on(Turn& turn, const event::Get& get) {
  if (const Job* job = find_unfinished(get.job_id)) {
    turn.emit(command::ReplyStatus{get.client, job->id, public_status(job->state)});
  } else if (finished_.find(get.job_id) != nullptr) {
    turn.emit(command::ReadResult{get.client, get.job_id});
  } else {
    refuse(turn, counters_, get.client, not_found(get.job_id));
  }
}

// A wait for a finished job, or one without a timeout, is a get.
void Core::on(Turn& turn, const event::Wait& wait) {
  const Job* job = find_unfinished(wait.job_id);
  if (job == nullptr || wait.timeout_ms == 0) {
    return on(turn, event::Get{wait.client, wait.job_id});
  }
  const auto no = waiters_.add(job->no, wait.client);
  if (!no) return refuse(turn, counters_, wait.client, too_many_waiters(no.error()));
  const auto limit = std::chrono::milliseconds(std::min(wait.timeout_ms, proto::kWaitMsMax));
  timers_.set(waiter_timer(*no), turn.now.mono + limit);
}

// Cancelling a job that has ended changes nothing and says how it ended.
void Core::on(Turn& turn, const event::Cancel& cancel) {
  proto::JobStatus status = proto::JobStatus::cancelled;
  if (Job* job = find_unfinished(cancel.job_id)) {
    if (job->active()) runner_.cancel(turn, *job, cancelled_by_client());
    status = *job->status;
  } else if (const FinishedJob* finished = finished_.find(cancel.job_id)) {
    status = finished->summary.status;
  } else {
    return refuse(turn, counters_, cancel.client, not_found(cancel.job_id));
  }
  turn.emit(command::ReplyStatus{cancel.client, cancel.job_id, status});
}

void Core::on(Turn& turn, const event::JobJournaled& journaled) {
  intake_.on_job_journaled(turn, journaled.job_id);
}

void Core::on(Turn& turn, const event::JobRefusedByJournal& refused) {
  intake_.on_job_refused(turn, refused.job_id, refused.why);
}

// The result can be read from now on: the waiters get it, and the job becomes a FinishedJob.
void Core::on(Turn& turn, const event::ResultJournaled& journaled) {
  Job* job = jobs_.find(journaled.job_id);
  if (job == nullptr || !next_state(job->state, JobStep::result_journaled)) {
    ++counters_.unexpected;
    return;
  }
  for (Waiter& waiter : waiters_.take_all(job->no)) {
    timers_.clear(waiter_timer(waiter.no));
    turn.emit(command::ReadResult{std::move(waiter.client), job->id});
  }
  intake_.release(*job, turn.now.mono);
  JobSummary summary = summarise(*job);
  summary.status = *job->status;
  summary.seq = job->seq;
  FinishedJob finished{job->no, std::move(summary), job->request};
  jobs_.erase(finished.no);
  remember(std::move(finished));
}

// The request is kept only for its requestId.
void Core::remember(FinishedJob job) {
  if (job.request->request_id.empty()) job.request = nullptr;
  forget(finished_.remember(std::move(job)));
}

void Core::forget(const std::vector<FinishedJob>& jobs) {
  for (const FinishedJob& job : jobs) {
    ++counters_.jobs_forgotten;
    if (job.request != nullptr) keys_.forget(job.summary.job_id, *job.request);
  }
}

void Core::on(Turn& /*turn*/, const event::JobEvicted& evicted) {
  forget(finished_.forget(evicted.job_id));
}

void Core::on(Turn& turn, event::RestoreJob& restored) {
  intake_.restore(turn, std::move(restored));
}

// A Job is made only to be summarised: the journal does not say how many exchanges succeeded.
void Core::on(Turn& /*turn*/, event::RestoreResult& restored) {
  if (jobs_.find(restored.job_id) != nullptr || finished_.find(restored.job_id) != nullptr) {
    ++counters_.unexpected;
    return;
  }
  Job job;
  job.id = std::move(restored.job_id);
  job.exchanges.resize(restored.request.exchanges.size());
  job.request = std::make_shared<const proto::ScanRequest>(std::move(restored.request));
  job.accepted.wall = base::from_unix_ms(restored.accepted_ms);
  keys_.remember(job.id, job.request);
  FinishedJob finished{jobs_.next_number(), summarise(job), job.request};
  finished.summary.status = restored.status;
  finished.summary.seq = restored.seq;
  remember(std::move(finished));
}

void Core::on(Turn& /*turn*/, const event::WorkerReady& ready) {
  runner_.scheduler().on_worker_ready(ready.worker);
}

void Core::on(Turn& /*turn*/, const event::TaskProgressed& progress) {
  runner_.scheduler().on_task_progress(progress);
}

void Core::on(Turn& turn, const event::TaskAnswered& answered) {
  runner_.scheduler().on_task_answered(turn, answered);
}

void Core::on(Turn& /*turn*/, const event::Tick& /*tick*/) {}  // handle() runs the timers

void Core::on(Turn& turn, const event::Drain& drain) {
  intake_.close();
  const base::MonoTime until = turn.now.mono + drain.grace;
  drain_until_ = drain_until_ ? std::min(*drain_until_, until) : until;
  timers_.set(kDrainTimer, *drain_until_);
}

void Core::on_job_deadline(Turn& turn, JobNo no) {
  Job& job = *jobs_.find(no);
  if (job.active()) return runner_.on_deadline(turn, job);
  intake_.give_up(turn, job, "the journal did not answer within the job's deadline");
}

void Core::time_out_waiter(Turn& turn, WaiterNo no) {
  auto waiter = waiters_.take(no);
  if (!waiter) return;
  ++counters_.waits_timed_out;
  const Job& job = *jobs_.find(waiter->job);
  turn.emit(command::ReplyStatus{std::move(waiter->client), job.id, public_status(job.state)});
}

// The drain's grace is over: every job ends now, or is left to the journal.
void Core::end_drain(Turn& turn) {
  for (const JobNo no : jobs_.numbers()) {
    Job& job = *jobs_.find(no);
    if (job.state == JobState::journaling) {
      intake_.give_up(turn, job, "scand was shut down before the journal answered");
    } else if (job.active() && config_.drain_leaves_jobs) {
      leave_to_journal(turn, job);
    } else if (job.active()) {
      runner_.cancel(turn, job, cancelled_by_shutdown());
    }
  }
}

// The journal keeps the job, and the next process runs it again. Its waiters cannot wait for that.
void Core::leave_to_journal(Turn& turn, Job& job) {
  ++counters_.jobs_abandoned;
  runner_.abandon(turn, job);
  for (Waiter& waiter : waiters_.take_all(job.no)) {
    timers_.clear(waiter_timer(waiter.no));
    turn.emit(command::ReplyStatus{std::move(waiter.client), job.id, public_status(job.state)});
  }
  keys_.forget(job.id, *job.request);
  intake_.release(job, turn.now.mono);
  jobs_.erase(job.no);
}

void Core::emit_drained(Turn& turn) {
  if (!drain_until_ || drained_ || !jobs_.empty()) return;
  drained_ = true;
  timers_.clear(kDrainTimer);
  turn.emit(command::Drained{});
}

CoreGauges Core::gauges() const {
  CoreGauges gauges;
  jobs_.fill_gauges(gauges);
  gauges.jobs_kept = finished_.all().size();
  gauges.waiters = waiters_.size();
  gauges.last_seq = runner_.last_seq();
  gauges.draining = drain_until_.has_value();
  runner_.scheduler().fill_gauges(gauges);
  return gauges;
}

std::vector<JobSummary> Core::jobs(std::size_t limit,
                                   std::optional<proto::JobStatus> status) const {
  std::vector<JobSummary> list;
  const auto& open = jobs_.all();
  for (auto it = open.rbegin(); it != open.rend() && list.size() < limit; ++it) {
    const Job& job = it->second;
    const bool known = job.state != JobState::journaling;
    if (known && (!status || *status == public_status(job.state))) list.push_back(summarise(job));
  }
  const auto& kept = finished_.all();
  for (auto it = kept.rbegin(); it != kept.rend() && list.size() < limit; ++it) {
    if (!status || *status == it->second.summary.status) list.push_back(it->second.summary);
  }
  return list;
}

}  // namespace scand::broker
