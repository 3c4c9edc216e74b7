#pragma once
// Clients that wait for a job's result, each until its own time. Bounded in all, by client and by
// job.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "broker/core_config.h"
#include "broker/core_events.h"
#include "broker/lane.h"
#include "broker/task_table.h"

namespace scand::broker {

using WaiterNo = std::uint64_t;

struct Waiter {
  WaiterNo no = 0;
  JobNo job = 0;
  ClientRef client;
};

class Waiters {
 public:
  explicit Waiters(const CoreConfig& config) : config_(config) {}

  // nullopt: a bound is reached.
  [[nodiscard]] std::optional<WaiterNo> add(JobNo job, ClientRef client);
  // Takes the one, or nothing if it is no longer there.
  [[nodiscard]] std::optional<Waiter> take(WaiterNo no);
  // Takes all of the job's, in the order in which they came.
  [[nodiscard]] std::vector<Waiter> take_all(JobNo job);
  [[nodiscard]] std::size_t size() const { return waiters_.size(); }
  // The client itself waits as often as one may.
  [[nodiscard]] bool full(const Lane& lane) const;

 private:
  [[nodiscard]] bool full(JobNo job, const Lane& lane) const;

  const CoreConfig& config_;
  WaiterNo last_ = 0;
  std::map<WaiterNo, Waiter> waiters_;
  std::map<JobNo, std::set<WaiterNo>> by_job_;
  std::map<Lane, std::size_t> by_lane_;
};

}  // namespace scand::broker
