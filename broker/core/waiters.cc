#include "broker/core/waiters.h"

#include <utility>

namespace scand::broker {

std::optional<proto::BusyScope> Waiters::bound_reached(JobNo job, const Lane& lane) const {
  const auto of_job = by_job_.find(job);
  const auto of_lane = by_lane_.find(lane);
  if (of_lane != by_lane_.end() && of_lane->second >= config_.max_waiters_per_client)
    return proto::BusyScope::client;
  const bool job_full =
      of_job != by_job_.end() && of_job->second.size() >= config_.max_waiters_per_job;
  if (job_full || waiters_.size() >= config_.max_waiters) return proto::BusyScope::daemon;
  return std::nullopt;
}

base::Result<WaiterNo, proto::BusyScope> Waiters::add(JobNo job, ClientRef client) {
  const Lane lane = lane_of(client);
  if (const auto scope = bound_reached(job, lane)) return *scope;
  const WaiterNo no = ++last_;
  waiters_.emplace(no, Waiter{no, job, std::move(client)});
  by_job_[job].insert(no);
  ++by_lane_[lane];
  return no;
}

std::optional<Waiter> Waiters::take(WaiterNo no) {
  const auto found = waiters_.find(no);
  if (found == waiters_.end()) return std::nullopt;
  Waiter taken = std::move(found->second);
  waiters_.erase(found);
  const auto of_job = by_job_.find(taken.job);
  of_job->second.erase(no);
  if (of_job->second.empty()) by_job_.erase(of_job);
  const auto of_lane = by_lane_.find(lane_of(taken.client));
  if (--of_lane->second == 0) by_lane_.erase(of_lane);
  return taken;
}

std::vector<Waiter> Waiters::take_all(JobNo job) {
  std::vector<Waiter> taken;
  while (by_job_.contains(job))
    taken.push_back(*take(*by_job_.at(job).begin()));
  return taken;
}

}  // namespace scand::broker
