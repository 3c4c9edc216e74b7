#include "broker/core/finished_jobs.h"

#include <utility>

namespace scand::broker {
namespace {

// Roughly what a string costs in a container, besides its characters.
constexpr std::size_t kItemOverhead = 48;

std::size_t bytes_of(const std::vector<std::string>& items) {
  std::size_t total = 0;
  for (const std::string& item : items)
    total += item.size() + kItemOverhead;
  return total;
}

// Roughly the heap bytes of the remembered request. A job without one is bounded by the
// number of jobs alone.
std::size_t weight(const FinishedJob& job) {
  if (job.request == nullptr) return 0;
  const proto::ScanRequest& request = *job.request;
  std::size_t total = sizeof request + request.request_id.size();
  total += bytes_of(request.symbols) + bytes_of(request.quotes) + bytes_of(request.ignored_fields);
  for (const auto& exchange : request.exchanges) {
    total += exchange.name.size() + exchange.id.size() + 2 * kItemOverhead;
  }
  return total + request.top_n.by_exchange.size() * 2 * kItemOverhead;
}

}  // namespace

std::vector<FinishedJob> FinishedJobs::remember(FinishedJob job) {
  request_bytes_ += weight(job);
  by_id_.emplace(job.summary.job_id, job.no);
  jobs_.emplace(job.no, std::move(job));
  std::vector<FinishedJob> forgotten;
  while (!jobs_.empty() && (jobs_.size() > max_jobs_ || request_bytes_ > max_request_bytes_)) {
    forgotten.push_back(take(jobs_.begin()));
  }
  return forgotten;
}

const FinishedJob* FinishedJobs::find(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &jobs_.at(found->second);
}

std::vector<FinishedJob> FinishedJobs::forget(const std::string& id) {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return {};
  return {take(jobs_.find(found->second))};
}

FinishedJob FinishedJobs::take(std::map<JobNo, FinishedJob>::iterator job) {
  FinishedJob taken = std::move(job->second);
  request_bytes_ -= weight(taken);
  by_id_.erase(taken.summary.job_id);
  jobs_.erase(job);
  return taken;
}

}  // namespace scand::broker
