#pragma once
// What the core remembers of finished jobs: how each ended, so that it can send readers to the
// journal, and the request, so that it recognises a repeated submit. Bounded by the number of jobs
// and by the bytes of the remembered requests; past a bound the oldest job is forgotten. The
// results themselves are in the journal. Look-ups take logarithmic time.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "broker/core/job.h"

namespace scand::broker {

struct FinishedJob {
  JobNo no = 0;
  JobSummary summary;  // status and seq are final
  RequestPtr request;  // null when it has no requestId
};

class FinishedJobs {
 public:
  FinishedJobs(std::size_t max_jobs, std::size_t max_request_bytes)
      : max_jobs_(max_jobs), max_request_bytes_(max_request_bytes) {}

  // Returns the jobs that were forgotten to make room, oldest first. A job that is too large for
  // the bound is among them itself.
  [[nodiscard]] std::vector<FinishedJob> remember(FinishedJob job);
  [[nodiscard]] const FinishedJob* find(const std::string& id) const;
  // Returns the forgotten job, or nothing if it was unknown.
  [[nodiscard]] std::vector<FinishedJob> forget(const std::string& id);
  [[nodiscard]] const std::map<JobNo, FinishedJob>& all() const { return jobs_; }

 private:
  FinishedJob take(std::map<JobNo, FinishedJob>::iterator job);

  std::size_t max_jobs_;
  std::size_t max_request_bytes_;
  std::size_t request_bytes_ = 0;
  std::map<JobNo, FinishedJob> jobs_;  // in order of acceptance
  std::map<std::string, JobNo, std::less<>> by_id_;
};

}  // namespace scand::broker
