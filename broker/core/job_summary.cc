#include "broker/core/job_summary.h"

#include <algorithm>

#include "broker/core/job.h"

namespace scand::broker {
namespace {

std::size_t count(const Job& job, JobExchange::State state) {
  return static_cast<std::size_t>(
      std::count_if(job.exchanges.begin(), job.exchanges.end(),
                    [state](const JobExchange& one) { return one.state == state; }));
}

}  // namespace

JobSummary summarise(const Job& job) {
  JobSummary summary;
  summary.job_id = job.id;
  summary.status = visible(job.state);
  summary.priority = job.request->priority;
  summary.timeframe = job.request->timeframe;
  summary.accepted_ms = base::unix_ms(job.accepted.wall);
  summary.deadline_seconds = job.request->deadline_seconds;
  summary.exchanges = job.exchanges.size();
  summary.done = count(job, JobExchange::State::done);
  summary.failed = count(job, JobExchange::State::failed);
  return summary;
}

}  // namespace scand::broker
