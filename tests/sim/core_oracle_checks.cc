// The oracle's checks of what holds at rest, after any turn.
#include <algorithm>
#include <fmt/format.h>

#include "tests/sim/core_oracle.h"

namespace scand::broker::sim {

CoreOracle::Job* CoreOracle::live(const std::string& id, const char* what) {
  Job& job = jobs_[id];
  if (job.begun && !job.finished) return &job;
  complain(fmt::format("{} for {}, which does not run", what, id));
  return nullptr;
}

CoreOracle::Run* CoreOracle::run_of(WorkerId worker, std::uint64_t task, std::uint32_t attempt,
                                    const char* what) {
  const auto run = runs_.find(worker);
  if (run != runs_.end() && run->second.task == task && run->second.attempt == attempt) {
    return &run->second;
  }
  complain(fmt::format("{} task {}, which worker {} does not run", what, task, worker));
  return nullptr;
}

std::size_t CoreOracle::running(const std::string& exchange) const {
  return static_cast<std::size_t>(std::count_if(runs_.begin(), runs_.end(), [&](const auto& run) {
    return run.second.key.exchange == exchange;
  }));
}

void CoreOracle::settle(const std::string& id, const std::string& exchange, bool ok) {
  Job* job = live(id, "settled");
  if (job == nullptr) return;
  const auto one = job->exchanges.find(exchange);
  if (one == job->exchanges.end() || one->second.settled) {
    return complain(fmt::format("{} of {} settled twice, or not asked for", exchange, id));
  }
  one->second.settled = true;
  one->second.ok = ok;
}

void CoreOracle::check_status(const Job& job, proto::JobStatus status) {
  using proto::JobStatus;
  if (status == JobStatus::cancelled) {
    if (!job.cancel_asked && !draining_) complain("cancelled, and nobody asked for it");
    return;
  }
  const auto ok = std::count_if(job.exchanges.begin(), job.exchanges.end(),
                                [](const auto& one) { return one.second.ok; });
  const bool late = now_.mono >= job.deadline;
  const bool right = ok == std::ssize(job.exchanges) ? status == JobStatus::complete
                     : ok > 0                        ? status == JobStatus::partial
                     : late                          ? status == JobStatus::timeout
                            : status == JobStatus::failed || status == JobStatus::timeout;
  if (!right) complain(fmt::format("ended as {} with {} good", proto::name(status), ok));
}

// At the end of a drain's grace, what runs may stop without an end: the next life runs it again.
void CoreOracle::leave_to_journal() {
  if (!config_.drain_leaves_jobs || !draining_ || now_.mono < drain_until_) return;
  for (auto& [id, job] : jobs_) {
    if (!job.finished) job.begun = false;
  }
}

// A task that runs and is not stopped has a job that wants its exchange; none runs on for ever.
void CoreOracle::check_runs() {
  for (const auto& [worker, run] : runs_) {
    const std::string& exchange = run.key.exchange;
    const bool wanted = std::any_of(jobs_.begin(), jobs_.end(), [&](const auto& entry) {
      const Job& job = entry.second;
      if (!job.begun || job.finished) return false;
      const auto one = job.exchanges.find(exchange);
      return one != job.exchanges.end() && one->second.started && !one->second.settled;
    });
    if (!wanted && !run.stopped) complain(fmt::format("task {} runs for nobody", run.task));
    const bool overdue = now_.mono >= run.deadline + config_.lost_after;
    const bool ignored = run.stopped && now_.mono >= run.stopped_at + config_.stop_grace;
    if (overdue || ignored) complain(fmt::format("worker {} is overdue and left alone", worker));
  }
}

// No job outlives its deadline; none waits for what is there.
void CoreOracle::check_jobs() {
  for (const auto& [id, job] : jobs_) {
    if (!job.begun || job.finished) continue;
    if (now_.mono >= job.deadline) complain(id + " outlives its deadline");
    for (const auto& [exchange, one] : job.exchanges) {
      const bool idle = !one.started && !one.settled && !credit_.empty();
      const auto pause = pause_until_.find(exchange);
      if (pause != pause_until_.end() && now_.mono < pause->second) continue;
      if (idle && running(exchange) < config_.bulkhead_per_exchange) {
        complain(fmt::format("{} of {} waits, and a worker, too", exchange, id));
      }
    }
  }
}

void CoreOracle::check_books(const Core& core) {
  const CoreGauges gauges = core.gauges();
  if (gauges.workers_idle != credit_.size()) complain("the core miscounts its credits");
  if (gauges.tasks_running != runs_.size()) complain("the core miscounts its running tasks");
  if (gauges.workers_busy != runs_.size()) complain("the core miscounts its busy workers");
  if (gauges.jobs_kept > config_.finished_jobs_kept) complain("too many finished jobs kept");
  if (gauges.waiters > config_.max_waiters) complain("too many waiters");
  if (gauges.last_seq != last_seq_) complain("the core miscounts its results");
  const auto next = core.next_deadline();
  if (next && *next <= now_.mono) complain("something due was left undone");
}

void CoreOracle::crashed(std::uint64_t last_seq, const std::set<std::string>& jobs_on_disk) {
  for (const auto& [id, job] : jobs_) {
    const bool kept = jobs_on_disk.contains(id);
    if (job.acknowledged && !job.evicted && !kept) complain(id + " was acknowledged and is lost");
  }
  last_seq_ = last_seq;
  jobs_.clear();
  runs_.clear();
  credit_.clear();
  pause_until_.clear();
  replaced_.clear();
  awaiting_.clear();
  draining_ = drained_ = false;
}

void CoreOracle::at_rest(const Core& core) {
  const CoreGauges gauges = core.gauges();
  if (!drained_) complain("the drain does not end");
  for (const std::string& one : awaiting_)
    complain("never answered: " + one);
  if (gauges.tasks_queued + gauges.tasks_running + gauges.tasks_paused + gauges.waiters > 0)
    complain("something is left");
  if (core.next_deadline()) complain("a timer is left");
  for (const auto& [id, job] : jobs_) {
    if (job.acknowledged && !job.stored && !config_.drain_leaves_jobs)
      complain(id + " never ended");
  }
}

}  // namespace scand::broker::sim
