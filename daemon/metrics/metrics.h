#pragma once
// Makes the page of metrics for Prometheus: a snapshot of everything that scand counts.
// docs/metrics.md lists the metrics.

#include <functional>
#include <map>
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

// The functions that a scrape calls, from any thread. They must not block. An empty one is skipped.
struct MetricsSources {
  std::function<proto::DaemonStatus()> status;
  // Numbers of parts that are not in the status, named like those in it. Only `gauges` and
  // `counters` are read.
  std::function<proto::DaemonStatus()> more;
  std::function<void(Samples&)> gateway;  // adds what the HTTP gateway counts
  std::function<std::vector<lib::rate::BudgetStatus>()> budgets;
  std::function<std::map<std::string, lib::CallTally>()> calls;
  // When each watched loop last began a turn. Zero: it has not begun one.
  std::function<std::map<std::string, base::MonoTime>()> turns;
  BudgetGroups budget_groups;
};

// Thread-safe.
class Metrics {
 public:
  // `jobs` and `clock` must outlive this object.
  Metrics(MetricsSources sources, const JobMeter& jobs, const base::Clock& clock);

  // In the text exposition format 0.0.4. Takes about a millisecond and blocks nobody.
  [[nodiscard]] std::string page() const;
  static constexpr const char* kContentType = "text/plain; version=0.0.4; charset=utf-8";

 private:
  [[nodiscard]] Samples samples() const;

  const MetricsSources sources_;
  const JobMeter& jobs_;
  const base::Clock& clock_;
};

}  // namespace scand::daemon
