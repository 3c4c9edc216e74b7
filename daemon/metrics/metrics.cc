#include "daemon/metrics/metrics.h"

#include <algorithm>
#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>
#include <utility>

#include "daemon/metrics/status_samples.h"

namespace scand::daemon {
namespace {

void add_more(Samples& out, const proto::DaemonStatus& more) {
  for (const auto& [key, value] : more.gauges)
    out.push_back(gauge_sample(key, value));
  for (const auto& [key, value] : more.counters)
    out.push_back(counter_sample(key, value));
}

// A loop that has not begun a turn has no age, and so no series.
void add_ages(Samples& out, const std::map<std::string, base::MonoTime>& turns,
              base::MonoTime now) {
  for (const auto& [loop, turn] : turns)
    if (turn != base::MonoTime{})
      out.push_back({"scand_watchdog_age_seconds",
                     {{"loop", loop}},
                     base::seconds(std::max(now - turn, base::Nanos(0)))});
}

}  // namespace

Metrics::Metrics(MetricsSources sources, const JobMeter& jobs, const base::Clock& clock)
    : sources_(std::move(sources)), jobs_(jobs), clock_(clock) {}

Samples Metrics::samples() const {
  // The order is free: families() sorts by the table.
  Samples all;
  if (sources_.status) add_status(all, sources_.status());
  if (sources_.more) add_more(all, sources_.more());
  if (sources_.turns) add_ages(all, sources_.turns(), clock_.mono());
  jobs_.add_to(all);
  if (sources_.gateway) sources_.gateway(all);
  if (sources_.calls) add_calls(all, sources_.calls());
  if (sources_.budgets) add_budgets(all, sources_.budgets(), sources_.budget_groups);
  return all;
}

std::string Metrics::page() const {
  return prometheus::TextSerializer().Serialize(families(samples()));
}

}  // namespace scand::daemon
