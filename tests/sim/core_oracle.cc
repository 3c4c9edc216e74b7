#include "tests/sim/core_oracle.h"

#include <algorithm>
#include <fmt/format.h>

#include "broker/core/retry_policy.h"

namespace scand::broker::sim {

using namespace std::chrono_literals;

void CoreOracle::saw(const Event& event, base::Now now) {
  now_ = now;
  std::visit([this](const auto& e) { on(e); }, event);
}

void CoreOracle::saw(const std::vector<Command>& commands, const Core& core, base::Now now) {
  now_ = now;
  unshared_parts_ = 0;
  for (const Command& one : commands) {
    std::visit([this](const auto& c) { on(c); }, one);
  }
  leave_to_journal();
  check_runs();
  check_jobs();
  check_books(core);
}

// Events: what the outside did.

void CoreOracle::asked(const ClientRef& client) {
  awaiting_.insert(client.correlation);
}
void CoreOracle::on(const event::Submit& e) {
  asked(e.client);
}
void CoreOracle::on(const event::Get& e) {
  asked(e.client);
}
void CoreOracle::on(const event::Wait& e) {
  asked(e.client);
}
void CoreOracle::on(const event::Cancel& e) {
  asked(e.client);
  const auto job = jobs_.find(e.job_id);
  if (job != jobs_.end()) job->second.cancel_asked = true;
}
void CoreOracle::on(const event::JobJournaled& e) {
  const auto job = jobs_.find(e.job_id);
  if (job != jobs_.end()) job->second.committed = true;
}
void CoreOracle::on(const event::ResultJournaled& e) {
  jobs_[e.job_id].stored = true;
}
void CoreOracle::on(const event::JobEvicted& e) {
  jobs_[e.job_id].evicted = true;
}
void CoreOracle::on(const event::RestoreJob& e) {
  Job& job = jobs_[e.job_id];
  const auto gone = now_.wall - base::from_unix_ms(e.accepted_ms);
  job.deadline = now_.mono + base::nanos(e.request.deadline_seconds) - gone;
  job.committed = true;
  for (const auto& one : e.request.exchanges)
    job.exchanges[one.id];
}
void CoreOracle::on(const event::RestoreResult& e) {
  Job& job = jobs_[e.job_id];
  job.committed = job.begun = job.finished = job.stored = true;
}
void CoreOracle::on(const event::WorkerReady& e) {
  if (!replaced_.contains(e.worker) && !runs_.contains(e.worker)) credit_.insert(e.worker);
}
void CoreOracle::on(const event::TaskAnswered& e) {
  answer_ok_ = e.outcome == event::Outcome::ok;
  const auto run = runs_.find(e.worker);
  if (run == runs_.end()) return;
  if (run->second.task != e.task_id || run->second.attempt != e.attempt) return;
  // How long the core may let the task wait for its next attempt.
  if (e.outcome == event::Outcome::failed && is_worth_retrying(*e.error_kind))
    pause_until_[run->second.key.exchange] = now_.mono + config_.retry_pause.cap;
  runs_.erase(run);
}
void CoreOracle::on(const event::Drain& e) {
  draining_ = true;
  drain_until_ = now_.mono + e.grace;
}

// Commands: what the core wants.

void CoreOracle::replied(const ClientRef& client) {
  if (awaiting_.erase(client.correlation) == 0) {
    complain("a reply that nobody waits for: " + client.correlation);
  }
}
void CoreOracle::on(const command::ReplyAccepted& c) {
  replied(c.client);
  Job& job = jobs_[c.job_id];
  if (!job.committed) complain(c.job_id + " acknowledged before the journal had it");
  job.acknowledged = true;
}
void CoreOracle::on(const command::ReplyRefused& c) {
  replied(c.client);
}
void CoreOracle::on(const command::ReplyStatus& c) {
  replied(c.client);
  const Job& job = jobs_[c.job_id];
  if (!job.begun) complain(c.job_id + " has a status and has not begun");
  if (proto::terminal(c.status) && !job.finished) complain(c.job_id + " is told to have ended");
  if (!proto::terminal(c.status) && job.stored) complain(c.job_id + " is told to run on");
}
void CoreOracle::on(const command::JournalJob& c) {
  if (draining_) complain("a new job while draining");
  Job& job = jobs_[c.job_id];
  job.deadline = now_.mono + base::nanos(c.request.deadline_seconds);
  for (const auto& one : c.request.exchanges)
    job.exchanges[one.id];
}
void CoreOracle::on(const command::ReadResult& c) {
  replied(c.client);
  const Job& job = jobs_[c.job_id];
  if (!job.stored || job.evicted) complain(c.job_id + " is read and not stored");
}

void CoreOracle::on(const command::Dispatch& c) {
  if (credit_.erase(c.worker) == 0) complain(fmt::format("worker {} had no credit", c.worker));
  for (const auto& [worker, run] : runs_) {
    // Only a task that was about to end may be doubled, by a later one.
    const bool same = run.key == c.task.key && !run.stopped && run.task < c.task.task_id;
    if (same && run.deadline >= now_.mono + config_.join_margin) {
      complain(fmt::format("task {} is the work that runs as {}", c.task.task_id, run.task));
    }
  }
  runs_[c.worker] = {c.task.task_id, c.task.attempt, c.task.key, c.deadline, false, {}};
  if (c.task.attempt > 2 * config_.max_attempts - 1) complain("one attempt too many");
  if (running(c.task.key.exchange) > config_.bulkhead_per_exchange) {
    complain(c.task.key.exchange + " has more tasks than its bulkhead");
  }
}
void CoreOracle::on(const command::StopTask& c) {
  Run* run = run_of(c.worker, c.task_id, c.attempt, "stopped");
  if (run == nullptr) return;
  if (run->stopped) complain(fmt::format("task {} stopped twice", c.task_id));
  run->stopped = true;
  run->stopped_at = now_.mono;
}
void CoreOracle::on(const command::ExtendTask& c) {
  Run* run = run_of(c.worker, c.task_id, c.attempt, "extended");
  if (run == nullptr) return;
  if (run->stopped || c.deadline <= run->deadline) complain("extended to no purpose");
  run->deadline = c.deadline;
}
void CoreOracle::on(const command::ReplaceWorker& c) {
  const auto run = runs_.find(c.worker);
  if (run == runs_.end()) return complain("replaced a worker that runs nothing");
  const bool due = now_.mono >= run->second.deadline + config_.lost_after;
  if (!due && !run->second.stopped) complain("replaced a worker before its time");
  runs_.erase(run);
  replaced_.insert(c.worker);
}

void CoreOracle::on(const command::Begin& c) {
  Job& job = jobs_[c.job_id];
  if (!job.committed || job.begun) complain(c.job_id + " begins out of turn");
  job.begun = true;
}
void CoreOracle::on(const command::PartStarted& c) {
  Job* job = live(c.job_id, "started");
  if (job == nullptr) return;
  Exchange& one = job->exchanges[c.exchange];
  if (one.started || one.settled) complain(c.job_id + " started twice or late: " + c.exchange);
  one.started = true;
}
void CoreOracle::on(const command::Part& c) {
  settle(c.job_id, c.exchange, answer_ok_);
  if (!jobs_[c.job_id].exchanges[c.exchange].started) complain("a part that never started");
  if (!c.shared && ++unshared_parts_ > 1) complain("two jobs own one task");
}
void CoreOracle::on(const command::Missing& c) {
  settle(c.job_id, c.exchange, false);
}
void CoreOracle::on(const command::Progress& c) {
  Job* job = live(c.progress.job_id, "progress");
  if (job == nullptr) return;
  job->told.push_back(now_.mono);
  while (job->told.front() + 1s <= now_.mono)
    job->told.pop_front();
  if (job->told.size() > 5) complain(c.progress.job_id + " tells more than five times a second");
}
void CoreOracle::on(const command::Finish& c) {
  Job* job = live(c.job_id, "finish");
  if (job == nullptr) return;
  if (c.seq != ++last_seq_) complain(fmt::format("seq {} after {}", c.seq, last_seq_ - 1));
  const bool open = std::any_of(job->exchanges.begin(), job->exchanges.end(),
                                [](const auto& one) { return !one.second.settled; });
  if (open) complain(c.job_id + " ends with an exchange open");
  check_status(*job, c.status);
  const bool has_something =
      c.status == proto::JobStatus::complete || c.status == proto::JobStatus::partial;
  if (has_something == c.failure.has_value()) complain(c.job_id + " ends with the wrong cause");
  job->finished = true;
}
void CoreOracle::on(const command::Drained& /*c*/) {
  if (drained_ || !draining_) complain("drained out of turn");
  drained_ = true;
}

}  // namespace scand::broker::sim
