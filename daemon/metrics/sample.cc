#include "daemon/metrics/sample.h"

#include <limits>
#include <map>
#include <prometheus/metric_family.h>

namespace scand::daemon {
namespace {

prometheus::MetricType type_of(MetricType type) {
  switch (type) {
    case MetricType::counter:
      return prometheus::MetricType::Counter;
    case MetricType::gauge:
      return prometheus::MetricType::Gauge;
    default:
      return prometheus::MetricType::Histogram;
  }
}

// Prometheus wants cumulative buckets; ours count each value once.
prometheus::ClientMetric::Histogram histogram_of(const base::Histogram& counted) {
  prometheus::ClientMetric::Histogram out;
  out.sample_sum = counted.sum();
  for (std::size_t place = 0; place < counted.counts().size(); ++place) {
    out.sample_count += counted.counts()[place];
    const bool above = place == counted.edges().size();
    out.bucket.push_back({out.sample_count, above ? std::numeric_limits<double>::infinity()
                                                  : counted.edges()[place]});
  }
  return out;
}

prometheus::ClientMetric metric_of(const Sample& sample) {
  prometheus::ClientMetric out;
  for (const auto& [label, value] : sample.labels)
    out.label.push_back({label, value});
  // The serializer reads the one that the family's type names.
  out.counter.value = out.gauge.value = sample.value;
  if (sample.histogram) out.histogram = histogram_of(*sample.histogram);
  return out;
}

}  // namespace

std::vector<prometheus::MetricFamily> families(const Samples& samples) {
  std::map<std::string_view, std::vector<const Sample*>> by_metric;
  for (const auto& sample : samples)
    by_metric[sample.metric].push_back(&sample);
  std::vector<prometheus::MetricFamily> out;
  const auto add = [&](std::string_view metric, std::string_view help, MetricType type,
                       const std::vector<const Sample*>& of) {
    auto& family = out.emplace_back();
    family.name = metric;
    family.help = help;
    family.type = type_of(type);
    for (const auto* sample : of)
      family.metric.push_back(metric_of(*sample));
  };
  for (const auto& row : metric_table()) {
    const auto found = by_metric.extract(row.name);
    if (!found.empty()) add(row.name, row.help, row.type, found.mapped());
  }
  for (const auto& [metric, of] : by_metric)
    add(metric, "A number of the daemon's status.", of.front()->if_unknown, of);
  return out;
}

}  // namespace scand::daemon
