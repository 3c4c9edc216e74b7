#pragma once
// The values of one scrape, and their form for prometheus-cpp. Code that counts fills Samples and
// needs no library; families() puts them into the library's form.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/metrics/metric_table.h"
#include "lib/base/histogram.h"

namespace prometheus {
struct MetricFamily;
}

namespace scand::daemon {

using Labels = std::vector<std::pair<std::string, std::string>>;

// One series: a metric with its labels.
struct Sample {
  std::string metric;
  Labels labels;
  double value = 0;
  std::optional<base::Histogram> histogram;     // instead of the value
  MetricType if_unknown = MetricType::counter;  // the type if the table lacks the metric
};
using Samples = std::vector<Sample>;

// One family for each metric, in the order of the table; then the metrics that the table lacks.
[[nodiscard]] std::vector<prometheus::MetricFamily> families(const Samples& samples);

}  // namespace scand::daemon
