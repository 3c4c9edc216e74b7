#pragma once
// Runs acknowledged jobs, from the acknowledgement to the command that ends them. It requests a
// task for each exchange, settles each exchange once (Part or Missing), sends paced progress
// snapshots, and numbers the end. Part of the core, which owns the jobs; owns the scheduler.

#include <cstdint>
#include <string>
#include <vector>

#include "broker/core/commands.h"
#include "broker/core/config.h"
#include "broker/core/counters.h"
#include "broker/core/job_table.h"
#include "broker/core/scheduler.h"
#include "broker/core/task_listener.h"
#include "broker/core/timers.h"
#include "proto/error_kind.h"

namespace scand::broker {

class JobRunner final : public TaskListener {
 public:
  // The arguments must outlive the runner.
  JobRunner(const CoreConfig& config, Timers& timers, Ranking& ranking, CoreCounters& counters,
            JobTable& jobs);

  // The job is acknowledged, or restored from the journal. It may end at once: when its deadline
  // has passed, or when none of its exchanges can be scanned.
  void begin(Turn& turn, Job& job);
  // These two settle the open exchanges as missing and end the job.
  void on_deadline(Turn& turn, Job& job);
  void cancel(Turn& turn, Job& job, const proto::Failure& why);
  // Leaves the job's tasks without ending it: no further command is about this job.
  void abandon(Turn& turn, Job& job);
  // Sends a snapshot of each job that has changed since its last one, at most one per job in
  // CoreConfig::progress_interval. Called once a turn.
  void emit_progress(Turn& turn);
  void on_progress_timer(JobNo job);  // TimerKind::progress

  [[nodiscard]] Scheduler& scheduler() { return scheduler_; }
  [[nodiscard]] const Scheduler& scheduler() const { return scheduler_; }
  [[nodiscard]] std::uint64_t last_seq() const { return last_seq_; }

  // TaskListener, called by the scheduler.
  void on_task_started(Turn& turn, const WaitingJob& waiting, const Task& task) override;
  void on_task_progress(const WaitingJob& waiting, const Task& task) override;
  void on_task_answered(Turn& turn, const WaitingJob& waiting, const Task& task,
                        const event::TaskAnswered& answer) override;
  void on_task_rejected(Turn& turn, const WaitingJob& waiting, const proto::Failure& why) override;
  void on_task_expired(Turn& turn, const WaitingJob& waiting) override;
  void on_task_requeued(const WaitingJob& waiting) override;
  void on_task_given_up(Turn& turn, const WaitingJob& waiting, const std::string& last) override;

 private:
  void request_tasks(Turn& turn, Job& job);
  void settle_with_answer(Turn& turn, Job& job, const WaitingJob& waiting, const Task& task,
                          const event::TaskAnswered& answer);
  void settle_as_missing(Turn& turn, Job& job, JobExchange& exchange, proto::Failure failure);
  void finish_if_settled(Turn& turn, Job& job);
  // `cancelled`: why; null when the job ends by itself.
  void finish(Turn& turn, Job& job, const proto::Failure* cancelled);
  void advance(Job& job, JobStep step);
  void mark_changed(Job& job);

  const CoreConfig& config_;
  Timers& timers_;
  CoreCounters& counters_;
  JobTable& jobs_;
  Scheduler scheduler_;
  std::uint64_t last_seq_;
  std::vector<JobNo> changed_;  // in this turn, or with a progress timer that has gone off
};

}  // namespace scand::broker
