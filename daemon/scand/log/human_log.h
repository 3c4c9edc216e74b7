#pragma once
// Writes the events of jobs, and of exchanges and subscribers beside them, to the log. The broker
// calls it on the collector's thread, in the order of the events.

#include <set>
#include <string>

#include "broker/results/job_observer.h"
#include "lib/base/log.h"

namespace scand::daemon {

class HumanLog final : public broker::JobObserver {
 public:
  // `log` must outlive this object.
  explicit HumanLog(base::Log& log) : log_(log) {}

  void job_started(const broker::observed::JobStarted& event) override;
  void exchange_started(const broker::observed::ExchangeStarted& event) override;
  void exchange_finished(const broker::observed::ExchangeFinished& event) override;
  void job_finished(const broker::observed::JobFinished& event) override;
  void circuit_changed(const broker::observed::CircuitChanged& event) override;
  void subscribers_disconnected(std::size_t unread_bytes) override;

 private:
  base::Log& log_;
  // Unfinished jobs in single mode: the stages of their exchange get a line each. Bounded by
  // jobs_max.
  std::set<std::string> single_;
};

}  // namespace scand::daemon
