#pragma once
// The jobs that are not finished, by number and by id. Bounded by admission.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "broker/core/job.h"

namespace scand::broker {

// References stay valid until the job is erased.
class JobTable {
 public:
  Job& add(Job job);                                     // numbers it
  [[nodiscard]] JobNo next_number() { return ++last_; }  // for a job that is not added
  [[nodiscard]] Job* find(JobNo no);
  [[nodiscard]] Job* find(const std::string& id);
  void erase(JobNo no);
  [[nodiscard]] std::vector<JobNo> numbers() const;  // oldest first
  [[nodiscard]] const std::map<JobNo, Job>& all() const { return jobs_; }
  [[nodiscard]] bool empty() const { return jobs_.empty(); }

 private:
  JobNo last_ = 0;
  std::map<JobNo, Job> jobs_;
  std::map<std::string, JobNo, std::less<>> by_id_;
};

}  // namespace scand::broker
