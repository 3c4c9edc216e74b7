#pragma once
// Live jobs, from their acknowledgement to the command that ends them: wants a task for each
// exchange, settles each exchange once, tells progress, numbers the end. Part of the core.

#include <cstdint>
#include <string>
#include <vector>

#include "broker/core/config.h"
#include "broker/core/counters.h"
#include "broker/core/job_table.h"
#include "broker/core/scheduler.h"
#include "broker/core/timers.h"
#include "broker/core/turn.h"
#include "proto/error_kind.h"

namespace scand::broker {

class JobRunner final : public TaskListener {
 public:
  // What is passed in must outlive the runner.
  JobRunner(const CoreConfig& config, Timers& timers, Ranking& ranking, CoreCounters& counters,
            JobTable& jobs);

  void begin(Turn& turn, Job& job);
  // What is unsettled is settled as missing, and the job ends.
  void pass_deadline(Turn& turn, Job& job);
  void cancel(Turn& turn, Job& job, const proto::Failure& why);
  // Leaves its tasks; nothing more is said of it, not even its end.
  void abandon(Turn& turn, Job& job);
  // Snapshots of the jobs that changed in this turn, of those whose pause is over.
  void tell_progress(Turn& turn);
  void progress_due(JobNo job);  // timer progress

  [[nodiscard]] Scheduler& scheduler() { return scheduler_; }
  [[nodiscard]] const Scheduler& scheduler() const { return scheduler_; }
  [[nodiscard]] std::uint64_t last_seq() const { return last_seq_; }

  // TaskListener
  void started(Turn& turn, const Waiting& waiting, const Task& task) override;
  void told(const Waiting& waiting, const Task& task) override;
  void answered(Turn& turn, const Waiting& waiting, const Task& task,
                const event::TaskAnswered& answer) override;
  void not_tried(Turn& turn, const Waiting& waiting, const proto::Failure& why) override;
  void expired(Turn& turn, const Waiting& waiting) override;
  void queued_again(const Waiting& waiting) override;
  void gave_up(Turn& turn, const Waiting& waiting, const Task& task,
               const std::string& last) override;

 private:
  void want_tasks(Turn& turn, Job& job);
  void take_answer(Turn& turn, Job& job, JobExchange& one, const Waiting& waiting, const Task& task,
                   const event::TaskAnswered& answer);
  void missing(Turn& turn, Job& job, JobExchange& one, proto::Failure failure);
  void end_if_settled(Turn& turn, Job& job);
  void end(Turn& turn, Job& job, const proto::Failure* cancelled);
  void advance(Job& job, JobStep step);
  void changed(Job& job);

  const CoreConfig& config_;
  Timers& timers_;
  CoreCounters& counters_;
  JobTable& jobs_;
  Scheduler scheduler_;
  std::uint64_t last_seq_;
  std::vector<JobNo> changed_;  // in this turn
};

}  // namespace scand::broker
