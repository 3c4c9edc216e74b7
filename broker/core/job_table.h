#pragma once
// The unfinished jobs, found by number and by id. Bounded by Admission, except for jobs that were
// restored from the journal. Every look-up takes logarithmic time.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "broker/core/counters.h"
#include "broker/core/job.h"

namespace scand::broker {

// References stay valid until the job is erased.
class JobTable {
 public:
  Job& add(Job job);  // gives it the next number
  // For a job that is not added, such as one that was restored with its result.
  [[nodiscard]] JobNo next_number() { return ++last_; }
  [[nodiscard]] Job* find(JobNo no);
  [[nodiscard]] Job* find(const std::string& id);
  void erase(JobNo no);
  // A copy, oldest first, so that jobs may be erased while the caller goes through it.
  [[nodiscard]] std::vector<JobNo> numbers() const;
  [[nodiscard]] const std::map<JobNo, Job>& all() const { return jobs_; }
  [[nodiscard]] bool empty() const { return jobs_.empty(); }
  // The number of jobs in each state. Linear in jobs.
  void fill_gauges(CoreGauges& gauges) const;

 private:
  JobNo last_ = 0;
  std::map<JobNo, Job> jobs_;
  std::map<std::string, JobNo, std::less<>> by_id_;
};

}  // namespace scand::broker
