#pragma once
// What is remembered of finished jobs: enough to say how each ended, to send readers to the
// journal, and to recognise a repeated submit. Bounded by count, and by the bytes of the requests
// that are kept for their requestId; past a bound the oldest is forgotten.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "broker/core/idempotency.h"
#include "broker/core/job_summary.h"
#include "broker/core/task_table.h"

namespace scand::broker {

struct FinishedJob {
  JobNo no = 0;
  JobSummary summary;  // status and seq are final
  RequestPtr request;  // kept for its requestId; null when it has none
};

class FinishedJobs {
 public:
  FinishedJobs(std::size_t max_jobs, std::size_t max_request_bytes)
      : max_jobs_(max_jobs), max_request_bytes_(max_request_bytes) {}

  // Returns those that had to go, oldest first.
  [[nodiscard]] std::vector<FinishedJob> remember(FinishedJob job);
  [[nodiscard]] const FinishedJob* find(const std::string& id) const;
  // Returns what was forgotten: the job, or nothing.
  [[nodiscard]] std::vector<FinishedJob> forget(const std::string& id);
  [[nodiscard]] const std::map<JobNo, FinishedJob>& all() const { return jobs_; }

 private:
  FinishedJob take(std::map<JobNo, FinishedJob>::iterator job);

  std::size_t max_jobs_;
  std::size_t max_request_bytes_;
  std::size_t request_bytes_ = 0;
  std::map<JobNo, FinishedJob> jobs_;  // oldest acceptance first
  std::map<std::string, JobNo, std::less<>> by_id_;
};

}  // namespace scand::broker
