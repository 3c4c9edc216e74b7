#pragma once
// The one owner of the truth: jobs, tasks, worker credit, attempts, deadlines, what is terminal.
// A pure state machine: it takes events and a time and returns commands; it owns no socket, thread,
// clock or file, and decodes no payload. broker_loop feeds it; tests/sim drives it with a seed.
//
// What it keeps (the architecture's promises, as far as they are the core's):
// - a job is acknowledged after the journal has it; it ends in exactly one Finish, and those are
//   numbered without a gap;
// - before its Finish, each exchange of a job gets exactly one Part or Missing;
// - a job ends at its deadline, counted from its submission, as soon as the core is told the time;
// - equal work in flight is one task; a task that nobody waits for ends;
// - a worker gets a task only for a credit, and one exchange at most `bulkhead_per_exchange` tasks;
// - everything is bounded by CoreConfig.

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
#include "broker/core/job_summary.h"
#include "broker/core/job_table.h"
#include "broker/core/ranking.h"
#include "broker/core/timers.h"
#include "broker/core/turn.h"
#include "broker/core/waiters.h"
#include "lib/base/clock.h"

namespace scand::broker {

// One thread at a time. Costs: an event takes logarithmic time in jobs and tasks, plus the commands
// it leads to.
class Core {
 public:
  explicit Core(CoreConfig config);
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  // `now` must not go back. What has become due by then happens first, then the event. The commands
  // are to be carried out in order. Never throws for what an event says.
  [[nodiscard]] std::vector<Command> handle(Event event, base::Now now);
  // When to send a Tick at the latest; nullopt: nothing is to come.
  [[nodiscard]] std::optional<base::MonoTime> next_deadline() const { return timers_.next(); }

  [[nodiscard]] const CoreCounters& counters() const { return counters_; }
  [[nodiscard]] CoreGauges gauges() const;
  // The newest first, unfinished before finished, at most `limit`; of `status` only, when it is
  // set.
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
  void on(Turn& turn, const event::TaskProgressed& told);
  void on(Turn& turn, const event::TaskAnswered& answered);
  void on(Turn& turn, const event::Tick& tick);
  void on(Turn& turn, const event::Drain& drain);

  void run_due(Turn& turn);
  void pass_deadline(Turn& turn, JobNo no);
  void time_out_waiter(Turn& turn, WaiterNo no);
  void end_drain(Turn& turn);
  void leave_to_journal(Turn& turn, Job& job);
  void tell_drained(Turn& turn);
  void keep(FinishedJob job);
  void forget(const std::vector<FinishedJob>& jobs);
  // Of a job whose id clients may know; nullptr: none such is unfinished.
  [[nodiscard]] Job* unfinished(const std::string& id);

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
  std::optional<base::MonoTime> drain_until_;  // set: draining
  bool drained_ = false;                       // ... and told so
};

}  // namespace scand::broker
