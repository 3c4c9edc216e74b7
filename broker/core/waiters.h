#pragma once
// Clients that wait for a job's result (scan.wait), each with its own timeout. Bounded in total,
// per client and per job. Owned by Core, which sets the timers. Every operation is logarithmic.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "broker/core/client_ref.h"
#include "broker/core/config.h"
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

  // Fails when a bound is reached; the error says whose it is.
  [[nodiscard]] base::Result<WaiterNo, proto::BusyScope> add(JobNo job, ClientRef client);
  // Removes and returns the waiter; nullopt if it is no longer there.
  [[nodiscard]] std::optional<Waiter> take(WaiterNo no);
  // Removes and returns all waiters of the job, the longest waiting first.
  [[nodiscard]] std::vector<Waiter> take_all(JobNo job);
  [[nodiscard]] std::size_t size() const { return waiters_.size(); }

 private:
  [[nodiscard]] std::optional<proto::BusyScope> bound_reached(JobNo job, const Lane& lane) const;

  const CoreConfig& config_;
  WaiterNo last_ = 0;
  std::map<WaiterNo, Waiter> waiters_;
  std::map<JobNo, std::set<WaiterNo>> by_job_;
  std::map<Lane, std::size_t> by_lane_;
};

}  // namespace scand::broker
