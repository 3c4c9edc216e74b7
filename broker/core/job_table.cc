#include "broker/core/job_table.h"

#include <utility>

namespace scand::broker {

Job& JobTable::add(Job job) {
  job.no = next_number();
  by_id_.emplace(job.id, job.no);
  return jobs_.emplace(job.no, std::move(job)).first->second;
}

Job* JobTable::find(JobNo no) {
  const auto found = jobs_.find(no);
  return found == jobs_.end() ? nullptr : &found->second;
}

Job* JobTable::find(const std::string& id) {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : find(found->second);
}

void JobTable::erase(JobNo no) {
  const auto found = jobs_.find(no);
  if (found == jobs_.end()) return;
  by_id_.erase(found->second.id);
  jobs_.erase(found);
}

std::vector<JobNo> JobTable::numbers() const {
  std::vector<JobNo> numbers;
  numbers.reserve(jobs_.size());
  for (const auto& [no, job] : jobs_)
    numbers.push_back(no);
  return numbers;
}

void JobTable::fill_gauges(CoreGauges& gauges) const {
  for (const auto& [no, job] : jobs_) {
    switch (job.state) {
      case JobState::journaling:
        ++gauges.jobs_journaling;
        break;
      case JobState::queued:
        ++gauges.jobs_queued;
        break;
      case JobState::running:
        ++gauges.jobs_running;
        break;
      case JobState::finishing:
        ++gauges.jobs_finishing;
        break;
      case JobState::removed:
        break;
    }
  }
}

}  // namespace scand::broker
