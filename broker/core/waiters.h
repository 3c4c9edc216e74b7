#pragma once
// Clients that wait for a job's result, each until its own time. Bounded in all, by client and by
// job.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "broker/core/client_ref.h"
#include "broker/core/config.h"
#include "broker/core/events.h"
#include "broker/core/task_table.h"
#include "lib/base/result.h"
#include "proto/messages.h"

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

  // The error: whose bound is reached.
  [[nodiscard]] base::Result<WaiterNo, proto::BusyScope> add(JobNo job, ClientRef client);
  // Takes the one, or nothing if it is no longer there.
  [[nodiscard]] std::optional<Waiter> take(WaiterNo no);
  // Takes all of the job's, in the order in which they came.
  [[nodiscard]] std::vector<Waiter> take_all(JobNo job);
  [[nodiscard]] std::size_t size() const { return waiters_.size(); }

 private:
  [[nodiscard]] std::optional<proto::BusyScope> full(JobNo job, const Lane& lane) const;

  const CoreConfig& config_;
  WaiterNo last_ = 0;
  std::map<WaiterNo, Waiter> waiters_;
  std::map<JobNo, std::set<WaiterNo>> by_job_;
  std::map<Lane, std::size_t> by_lane_;
};

}  // namespace scand::broker
