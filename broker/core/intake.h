#pragma once
// From a submission to its acknowledgement: repeated requests, bounds, the journal. Nothing is
// acknowledged before the commit that holds it. Part of the core.

#include <string>

#include "broker/core/admission.h"
#include "broker/core/config.h"
#include "broker/core/counters.h"
#include "broker/core/finished_jobs.h"
#include "broker/core/idempotency.h"
#include "broker/core/job_id.h"
#include "broker/core/job_runner.h"
#include "broker/core/job_table.h"
#include "broker/core/timers.h"
#include "broker/core/turn.h"

namespace scand::broker {

class Intake {
 public:
  // What is passed in must outlive the intake.
  Intake(const CoreConfig& config, Timers& timers, CoreCounters& counters, JobTable& jobs,
         const FinishedJobs& finished, Idempotency& keys, JobRunner& runner,
         const Ranking& ranking);

  void submit(Turn& turn, event::Submit submit);
  void journaled(Turn& turn, const std::string& job_id);
  void refused(Turn& turn, const std::string& job_id, const std::string& why);
  // The journal has not answered in time: the clients are refused, the journal is told to forget.
  void give_up(Turn& turn, Job& job, const std::string& why);
  // A job of an earlier life: no bound holds for it, nobody waits for its acknowledgement.
  void restore(Turn& turn, event::RestoreJob restored);
  void close() { closed_ = true; }  // refuses what is new from now on
  // The job is over: its place is free.
  void leave(const Job& job, base::MonoTime now);

 private:
  // Now, and not when the job begins: what is journaled is what will run, in any later life, too.
  void choose_exchanges(proto::ScanRequest& request) const;
  void repeated(Turn& turn, const event::Submit& submit, const std::string& job_id);
  [[nodiscard]] Job make_job(std::string id, proto::ScanRequest request, base::Now accepted);
  void refuse_submitters(Turn& turn, Job& job, const std::string& why);
  void drop(Job& job);

  const CoreConfig& config_;
  Timers& timers_;
  CoreCounters& counters_;
  JobTable& jobs_;
  const FinishedJobs& finished_;
  Idempotency& keys_;
  JobRunner& runner_;
  const Ranking& ranking_;
  Admission admission_;
  JobIds ids_;
  bool closed_ = false;
};

}  // namespace scand::broker
