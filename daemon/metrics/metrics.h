#pragma once
// The page of metrics: a snapshot of everything that scand counts, as Prometheus reads it.
// docs/metrics.md lists what is on it.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "daemon/metrics/exchange_samples.h"
#include "daemon/metrics/job_meter.h"
#include "daemon/metrics/sample.h"
#include "lib/base/clock.h"
#include "lib/rate/budget_status.h"
#include "lib/scan/call_counts.h"
#include "proto/daemon_status.h"

namespace scand::daemon {

// Who is asked at each scrape. All are called from any thread, and must not wait; one that is empty
// is not asked.
struct MetricsSources {
  std::function<proto::DaemonStatus()> status;
  // Of parts that the status does not know, under names like the status's: `gauges`, `counters`.
  std::function<proto::DaemonStatus()> more;
  std::function<void(Samples&)> gateway;  // adds what the HTTP gateway counts
  std::function<std::vector<lib::rate::BudgetStatus>()> budgets;
  std::function<std::map<std::string, lib::CallTally>()> calls;
  // When each watched loop last began a turn; zero: it never did.
  std::function<std::map<std::string, base::MonoTime>()> turns;
  BudgetGroups budget_groups;
};

// Thread-safe.
class Metrics {
 public:
  // `jobs` and `clock` outlive this.
  Metrics(MetricsSources sources, const JobMeter& jobs, const base::Clock& clock);
  ~Metrics();

  // Text exposition format 0.0.4. Costs about a millisecond and holds nobody up.
  [[nodiscard]] std::string page() const;
  static constexpr const char* kContentType = "text/plain; version=0.0.4; charset=utf-8";

 private:
  class Counted;
  const std::unique_ptr<const Counted> counted_;
};

}  // namespace scand::daemon
