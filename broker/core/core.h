#pragma once
// The core decides everything about jobs: admission, tasks, worker credit, attempts, deadlines,
// how a job ends. It is a pure state machine: events and a time go in, commands come out. It owns
// no socket, thread, clock or file, and it decodes no payload. broker_loop feeds it; tests/sim
// drives it from a seed.
//
// What it guarantees, as its part of the promises in ARCHITECTURE.md:
// - A job is acknowledged only after the journal has it. It ends in exactly one Finish, and
//   these are numbered without a gap.
// - Before its Finish, each exchange of a job gets exactly one Part or Missing.
// - A job ends at the first event or Tick after its deadline, which counts from its submission.
// - Equal work in flight is one task. A task ends when no job waits for it any more.
// - A worker gets a task only in exchange for a credit. At most
//   `bulkhead_per_exchange` tasks of one exchange run at once.
// - Everything is bounded by CoreConfig.
//
// How it is made: Intake takes submissions up to the acknowledgement, JobRunner runs jobs,
// Scheduler (inside JobRunner) runs their tasks on workers. Core holds the tables they share, and
// handles reads, waits, cancels, the timers and the drain itself.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "broker/core/commands.h"
#include "broker/core/config.h"
#include "broker/core/counters.h"
#include "broker/core/events.h"
#include "broker/core/finished_jobs.h"
#include "broker/core/idempotency.h"
#include "broker/core/intake.h"
#include "broker/core/job_runner.h"
#include "broker/core/job_table.h"
#include "broker/core/ranking.h"
#include "broker/core/timers.h"
#include "broker/core/waiters.h"
#include "lib/base/clock.h"

namespace scand::broker {

// One thread at a time. An event takes time logarithmic in jobs and tasks, plus the
// commands that it leads to.
class Core {
 public:
  explicit Core(CoreConfig config);
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  // `now` must not go back. Timers that are due run first, then the event. The commands must be
  // carried out in order. Whatever an event says, this does not throw; an event that fits no state
  // is counted as unexpected.
  [[nodiscard]] std::vector<Command> handle(Event event, base::Now now);
  // When the next Tick must be sent at the latest; nullopt: no timer is set.
  [[nodiscard]] std::optional<base::MonoTime> next_deadline() const { return timers_.next(); }

  [[nodiscard]] const CoreCounters& counters() const { return counters_; }
  [[nodiscard]] CoreGauges gauges() const;
  // At most `limit` jobs, newest first, unfinished ones before finished ones. If `status` is set,
  // only jobs with this status.
  [[nodiscard]] std::vector<JobSummary> jobs(
      std::size_t limit, std::optional<proto::JobStatus> status = std::nullopt) const;
  [[nodiscard]] std::vector<ExchangeRank> ranking() const { return ranking_.best_first(); }
  [[nodiscard]] const CircuitBreaker& circuits() const { return runner_.scheduler().circuits(); }

 private:
  void on(Turn& turn, event::Submit& submit);
  void on(Turn& turn, const event::Get& get);
  void on(Turn& turn, const event::Wait& wait);
  void on(Turn& turn, const event::Cancel& cancel);
  void on(Turn& turn, const event::JobJournaled& journaled);
  void on(Turn& turn, const event::JobRefusedByJournal& refused);
  void on(Turn& turn, const event::ResultJournaled& journaled);
  void on(Turn& turn, const event::JobEvicted& evicted);
  void on(Turn& turn, event::RestoreJob& restored);
  void on(Turn& turn, event::RestoreResult& restored);
  void on(Turn& turn, const event::WorkerReady& ready);
  void on(Turn& turn, const event::TaskProgressed& progress);
  void on(Turn& turn, const event::TaskAnswered& answered);
  void on(Turn& turn, const event::Tick& tick);
  void on(Turn& turn, const event::Drain& drain);

  void run_due(Turn& turn);
  void on_job_deadline(Turn& turn, JobNo no);
  void time_out_waiter(Turn& turn, WaiterNo no);
  void end_drain(Turn& turn);
  void leave_to_journal(Turn& turn, Job& job);
  void emit_drained(Turn& turn);
  void remember(FinishedJob job);
  void forget(const std::vector<FinishedJob>& jobs);
  // An unfinished job that is acknowledged, so that clients know its id; else nullptr.
  [[nodiscard]] Job* find_unfinished(const std::string& id);

  const CoreConfig config_;
  CoreCounters counters_;
  Timers timers_;
  Ranking ranking_;
  JobTable jobs_;
  FinishedJobs finished_;
  Idempotency keys_;
  Waiters waiters_;
  JobRunner runner_;
  Intake intake_;
  std::optional<base::MonoTime> drain_until_;  // set while draining
  bool drained_ = false;                       // Drained has been sent
};

}  // namespace scand::broker
