// The oracle's checks: of each step, of the whole account after each turn, and at the end.
#include <algorithm>
#include <fmt/format.h>

#include "tests/sim/core_oracle.h"

namespace scand::broker::sim {

CoreOracle::Job* CoreOracle::running_job(const std::string& id, const char* what) {
  Job& job = jobs_[id];
  if (job.begun && !job.finished) return &job;
  add_violation(fmt::format("{} for {}, which does not attempt", what, id));
  return nullptr;
}

CoreOracle::Attempt* CoreOracle::find_attempt(WorkerId worker, std::uint64_t task,
                                              std::uint32_t attempt, const char* what) {
  const auto found = attempts_.find(worker);
  if (found != attempts_.end() && found->second.task == task && found->second.attempt == attempt) {
    return &found->second;
  }
  add_violation(fmt::format("{} task {}, which worker {} does not attempt", what, task, worker));
  return nullptr;
}

std::size_t CoreOracle::running(const std::string& exchange) const {
  return static_cast<std::size_t>(
      std::count_if(attempts_.begin(), attempts_.end(),
                    [&](const auto& attempt) { return attempt.second.key.exchange == exchange; }));
}

void CoreOracle::settle(const std::string& id, const std::string& exchange, bool ok) {
  Job* job = running_job(id, "settled");
  if (job == nullptr) return;
  const auto one = job->exchanges.find(exchange);
  if (one == job->exchanges.end() || one->second.settled) {
    return add_violation(fmt::format("{} of {} settled twice, or not requested", exchange, id));
  }
  one->second.settled = true;
  one->second.ok = ok;
}

void CoreOracle::check_status(const Job& job, proto::JobStatus status) {
  using proto::JobStatus;
  if (status == JobStatus::cancelled) {
    if (!job.cancel_asked && !draining_) add_violation("cancelled without a request");
    return;
  }
  const auto ok = std::count_if(job.exchanges.begin(), job.exchanges.end(),
                                [](const auto& one) { return one.second.ok; });
  const bool late = now_.mono >= job.deadline;
  const bool right = ok == std::ssize(job.exchanges) ? status == JobStatus::complete
                     : ok > 0                        ? status == JobStatus::partial
                     : late                          ? status == JobStatus::timeout
                            : status == JobStatus::failed || status == JobStatus::timeout;
  if (!right)
    add_violation(fmt::format("ended as {} with {} successful exchanges", proto::name(status), ok));
}

// When a drain's grace is over, jobs may stop without a Finish: the next life runs them again.
void CoreOracle::leave_to_journal() {
  if (!config_.drain_leaves_jobs || !draining_ || now_.mono < drain_until_) return;
  for (auto& [id, job] : jobs_) {
    if (!job.finished) job.begun = false;
  }
}

// A task that runs and was not stopped has a job that waits for its exchange. No worker that is
// overdue is left alone.
void CoreOracle::check_attempts() {
  for (const auto& [worker, attempt] : attempts_) {
    const std::string& exchange = attempt.key.exchange;
    const bool wanted = std::any_of(jobs_.begin(), jobs_.end(), [&](const auto& entry) {
      const Job& job = entry.second;
      if (!job.begun || job.finished) return false;
      const auto one = job.exchanges.find(exchange);
      return one != job.exchanges.end() && one->second.started && !one->second.settled;
    });
    if (!wanted && !attempt.stopped)
      add_violation(fmt::format("task {} runs for nobody", attempt.task));
    const bool overdue = now_.mono >= attempt.deadline + config_.lost_after;
    const bool ignored = attempt.stopped && now_.mono >= attempt.stopped_at + config_.stop_grace;
    if (overdue || ignored)
      add_violation(fmt::format("worker {} is overdue and not replaced", worker));
  }
}

// No job outlives its deadline. No exchange waits while a worker could take it.
void CoreOracle::check_jobs() {
  for (const auto& [id, job] : jobs_) {
    if (!job.begun || job.finished) continue;
    if (now_.mono >= job.deadline) add_violation(id + " outlives its deadline");
    for (const auto& [exchange, one] : job.exchanges) {
      const bool idle = !one.started && !one.settled && !credit_.empty();
      const auto pause = pause_until_.find(exchange);
      if (pause != pause_until_.end() && now_.mono < pause->second) continue;
      if (idle && running(exchange) < config_.bulkhead_per_exchange) {
        add_violation(fmt::format("{} of {} waits although a worker is free", exchange, id));
      }
    }
  }
}

void CoreOracle::check_books(const Core& core) {
  const CoreGauges gauges = core.gauges();
  if (gauges.workers_idle != credit_.size()) add_violation("the core miscounts its credits");
  if (gauges.tasks_running != attempts_.size())
    add_violation("the core miscounts its running tasks");
  if (gauges.workers_busy != attempts_.size()) add_violation("the core miscounts its busy workers");
  if (gauges.jobs_kept > config_.finished_jobs_kept) add_violation("too many finished jobs kept");
  if (gauges.waiters > config_.max_waiters) add_violation("too many waiters");
  if (gauges.last_seq != last_seq_) add_violation("the core miscounts its results");
  const auto next = core.next_deadline();
  if (next && *next <= now_.mono) add_violation("a timer was due and did not run");
}

void CoreOracle::on_crash(std::uint64_t last_seq, const std::set<std::string>& jobs_on_disk) {
  for (const auto& [id, job] : jobs_) {
    const bool kept = jobs_on_disk.contains(id);
    if (job.acknowledged && !job.evicted && !kept)
      add_violation(id + " was acknowledged and is lost");
  }
  last_seq_ = last_seq;
  jobs_.clear();
  attempts_.clear();
  credit_.clear();
  pause_until_.clear();
  replaced_.clear();
  unanswered_.clear();
  draining_ = drained_ = false;
}

void CoreOracle::check_at_rest(const Core& core) {
  const CoreGauges gauges = core.gauges();
  if (!drained_) add_violation("the drain does not end");
  for (const std::string& one : unanswered_)
    add_violation("never answered: " + one);
  if (gauges.tasks_queued + gauges.tasks_running + gauges.tasks_paused + gauges.waiters > 0)
    add_violation("a task or a waiter is left");
  if (core.next_deadline()) add_violation("a timer is left");
  for (const auto& [id, job] : jobs_) {
    if (job.acknowledged && !job.stored && !config_.drain_leaves_jobs)
      add_violation(id + " never ended");
  }
}

}  // namespace scand::broker::sim
