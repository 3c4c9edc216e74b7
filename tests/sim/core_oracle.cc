#include "tests/sim/core_oracle.h"

#include <algorithm>
#include <fmt/format.h>

#include "broker/core/retry_policy.h"

namespace scand::broker::sim {

using namespace std::chrono_literals;

void CoreOracle::on_event(const Event& event, base::Now now) {
  now_ = now;
  std::visit([this](const auto& e) { on(e); }, event);
}

void CoreOracle::on_commands(const std::vector<Command>& commands, const Core& core,
                             base::Now now) {
  now_ = now;
  unshared_parts_ = 0;
  for (const Command& one : commands) {
    std::visit([this](const auto& c) { on(c); }, one);
  }
  leave_to_journal();
  check_attempts();
  check_jobs();
  check_books(core);
}

// Events: what happened outside the core.

void CoreOracle::on_request(const ClientRef& client) {
  unanswered_.insert(client.correlation);
}
void CoreOracle::on(const event::Submit& e) {
  on_request(e.client);
}
void CoreOracle::on(const event::Get& e) {
  on_request(e.client);
}
void CoreOracle::on(const event::Wait& e) {
  on_request(e.client);
}
void CoreOracle::on(const event::Cancel& e) {
  on_request(e.client);
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
  if (!replaced_.contains(e.worker) && !attempts_.contains(e.worker)) credit_.insert(e.worker);
}
void CoreOracle::on(const event::TaskAnswered& e) {
  answer_ok_ = e.outcome == event::Outcome::ok;
  const auto attempt = attempts_.find(e.worker);
  if (attempt == attempts_.end()) return;
  if (attempt->second.task != e.task_id || attempt->second.attempt != e.attempt) return;
  // Until then the core may let the task wait for a retry.
  if (e.outcome == event::Outcome::failed && is_worth_retrying(*e.error_kind))
    pause_until_[attempt->second.key.exchange] = now_.mono + config_.retry_pause.cap;
  attempts_.erase(attempt);
}
void CoreOracle::on(const event::Drain& e) {
  draining_ = true;
  drain_until_ = now_.mono + e.grace;
}

// Commands: what the core wants done.

void CoreOracle::on_reply(const ClientRef& client) {
  if (unanswered_.erase(client.correlation) == 0) {
    add_violation("a reply to no request: " + client.correlation);
  }
}
void CoreOracle::on(const command::ReplyAccepted& c) {
  on_reply(c.client);
  Job& job = jobs_[c.job_id];
  if (!job.committed) add_violation(c.job_id + " acknowledged before the journal had it");
  job.acknowledged = true;
}
void CoreOracle::on(const command::ReplyRefused& c) {
  on_reply(c.client);
}
void CoreOracle::on(const command::ReplyStatus& c) {
  on_reply(c.client);
  const Job& job = jobs_[c.job_id];
  if (!job.begun) add_violation(c.job_id + " has a status but has not begun");
  if (proto::terminal(c.status) && !job.finished)
    add_violation(c.job_id + " is reported as ended but has not ended");
  if (!proto::terminal(c.status) && job.stored)
    add_violation(c.job_id + " is reported as running but its result is stored");
}
void CoreOracle::on(const command::JournalJob& c) {
  if (draining_) add_violation("a new job while draining");
  Job& job = jobs_[c.job_id];
  job.deadline = now_.mono + base::nanos(c.request.deadline_seconds);
  for (const auto& one : c.request.exchanges)
    job.exchanges[one.id];
}
void CoreOracle::on(const command::ReadResult& c) {
  on_reply(c.client);
  const Job& job = jobs_[c.job_id];
  if (!job.stored || job.evicted) add_violation(c.job_id + " is read but not stored");
}

void CoreOracle::on(const command::Dispatch& c) {
  if (credit_.erase(c.worker) == 0) add_violation(fmt::format("worker {} had no credit", c.worker));
  for (const auto& [worker, attempt] : attempts_) {
    // Equal work may run twice only if the earlier task was about to end.
    const bool same =
        attempt.key == c.task.key && !attempt.stopped && attempt.task < c.task.task_id;
    if (same && attempt.deadline >= now_.mono + config_.join_margin) {
      add_violation(
          fmt::format("task {} repeats the work of running task {}", c.task.task_id, attempt.task));
    }
  }
  attempts_[c.worker] = {c.task.task_id, c.task.attempt, c.task.key, c.deadline, false, {}};
  if (c.task.attempt > 2 * config_.max_attempts - 1) add_violation("one attempt too many");
  if (running(c.task.key.exchange) > config_.bulkhead_per_exchange) {
    add_violation(c.task.key.exchange + " has more tasks than its bulkhead");
  }
}
void CoreOracle::on(const command::StopTask& c) {
  Attempt* attempt = find_attempt(c.worker, c.task_id, c.attempt, "stopped");
  if (attempt == nullptr) return;
  if (attempt->stopped) add_violation(fmt::format("task {} stopped twice", c.task_id));
  attempt->stopped = true;
  attempt->stopped_at = now_.mono;
}
void CoreOracle::on(const command::ExtendTask& c) {
  Attempt* attempt = find_attempt(c.worker, c.task_id, c.attempt, "extended");
  if (attempt == nullptr) return;
  if (attempt->stopped || c.deadline <= attempt->deadline) add_violation("extended without need");
  attempt->deadline = c.deadline;
}
void CoreOracle::on(const command::ReplaceWorker& c) {
  const auto attempt = attempts_.find(c.worker);
  if (attempt == attempts_.end()) return add_violation("replaced a worker that runs nothing");
  const bool due = now_.mono >= attempt->second.deadline + config_.lost_after;
  if (!due && !attempt->second.stopped) add_violation("replaced a worker too early");
  attempts_.erase(attempt);
  replaced_.insert(c.worker);
}

void CoreOracle::on(const command::Begin& c) {
  Job& job = jobs_[c.job_id];
  if (!job.committed || job.begun) add_violation(c.job_id + " begins too early or twice");
  job.begun = true;
}
void CoreOracle::on(const command::PartStarted& c) {
  Job* job = running_job(c.job_id, "started");
  if (job == nullptr) return;
  Exchange& one = job->exchanges[c.exchange];
  if (one.started || one.settled)
    add_violation(c.job_id + " started twice or too late: " + c.exchange);
  one.started = true;
}
void CoreOracle::on(const command::Part& c) {
  settle(c.job_id, c.exchange, answer_ok_);
  if (!jobs_[c.job_id].exchanges[c.exchange].started)
    add_violation("a part of an exchange that never started");
  if (!c.shared && ++unshared_parts_ > 1) add_violation("two jobs own one task");
}
void CoreOracle::on(const command::Missing& c) {
  settle(c.job_id, c.exchange, false);
}
void CoreOracle::on(const command::Progress& c) {
  Job* job = running_job(c.progress.job_id, "progress");
  if (job == nullptr) return;
  job->snapshots.push_back(now_.mono);
  while (job->snapshots.front() + 1s <= now_.mono)
    job->snapshots.pop_front();
  if (job->snapshots.size() > 5)
    add_violation(c.progress.job_id + " has more than five snapshots in a second");
}
void CoreOracle::on(const command::Finish& c) {
  Job* job = running_job(c.job_id, "finish");
  if (job == nullptr) return;
  if (c.seq != ++last_seq_) add_violation(fmt::format("seq {} after {}", c.seq, last_seq_ - 1));
  const bool open = std::any_of(job->exchanges.begin(), job->exchanges.end(),
                                [](const auto& one) { return !one.second.settled; });
  if (open) add_violation(c.job_id + " ends with an exchange open");
  check_status(*job, c.status);
  const bool has_result =
      c.status == proto::JobStatus::complete || c.status == proto::JobStatus::partial;
  if (has_result == c.failure.has_value()) add_violation(c.job_id + " ends with the wrong cause");
  job->finished = true;
}
void CoreOracle::on(const command::Drained& /*c*/) {
  if (drained_ || !draining_) add_violation("drained twice or without a drain");
  drained_ = true;
}

}  // namespace scand::broker::sim
