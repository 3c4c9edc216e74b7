#pragma once
// From a submission to its acknowledgement. A submit is answered in one of these ways:
//
//   its requestId is known, with an equal body   accepted, as the same job; busy, if too many such
//                                                submits wait for its commit
//   its requestId is known, with another body    refused: conflict
//   scand is shutting down                       refused: unavailable
//   a bound is reached (Admission)               refused: busy
//   otherwise                                    a new job goes to the journal; it is accepted when
//                                                the commit is on disk, or refused: unavailable
//
// An acknowledged job goes to JobRunner. Part of the core, which owns the tables.

#include <string>

#include "broker/core/admission.h"
#include "broker/core/commands.h"
#include "broker/core/config.h"
#include "broker/core/counters.h"
#include "broker/core/finished_jobs.h"
#include "broker/core/idempotency.h"
#include "broker/core/job_id.h"
#include "broker/core/job_runner.h"
#include "broker/core/job_table.h"
#include "broker/core/timers.h"

namespace scand::broker {

class Intake {
 public:
  // The arguments must outlive the intake.
  Intake(const CoreConfig& config, Timers& timers, CoreCounters& counters, JobTable& jobs,
         const FinishedJobs& finished, Idempotency& keys, JobRunner& runner,
         const Ranking& ranking);

  void submit(Turn& turn, event::Submit submit);
  void on_job_journaled(Turn& turn, const std::string& job_id);
  void on_job_refused(Turn& turn, const std::string& job_id, const std::string& why);
  // The journal has not answered in time: refuses the clients and tells the journal to forget the
  // job.
  void give_up(Turn& turn, Job& job, const std::string& why);
  // A job that an earlier process acknowledged. It is admitted past all bounds, and no client waits
  // for its acknowledgement.
  void restore(Turn& turn, event::RestoreJob restored);
  void close() { closed_ = true; }  // from now on, refuses new jobs
  // The job is over and frees its place.
  void release(const Job& job, base::MonoTime now);

 private:
  void choose_exchanges(proto::ScanRequest& request) const;
  void answer_repeat(Turn& turn, const event::Submit& submit, const std::string& job_id);
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
