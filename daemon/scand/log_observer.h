#pragma once
// Tells the human log what happens to jobs.

#include <map>
#include <string>

#include "broker/job_observer.h"
#include "lib/base/log.h"

namespace scand::daemon {

// Called on the collector's thread only.
class LogObserver final : public broker::JobObserver {
 public:
  explicit LogObserver(base::Log& log) : log_(log) {}  // `log` outlives it
  void job_started(const broker::observed::JobStarted& told) override;
  void exchange_started(const broker::observed::ExchangeStarted& told) override;
  void exchange_finished(const broker::observed::ExchangeFinished& told) override;
  void job_finished(const broker::observed::JobFinished& told) override;

 private:
  base::Log& log_;
  std::map<std::string, proto::ScanMode> modes_;  // of jobs that run; as many as the core admits
};

}  // namespace scand::daemon
