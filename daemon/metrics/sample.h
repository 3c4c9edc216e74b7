#pragma once
// What is told at one scrape: plain values, before any library makes a page of them.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/metrics/metric_table.h"
#include "lib/base/histogram.h"

namespace scand::daemon {

using Labels = std::vector<std::pair<std::string, std::string>>;

struct Sample {
  std::string metric;
  Labels labels;
  double value = 0;
  std::optional<base::Histogram> histogram;     // instead of the value
  MetricType if_unknown = MetricType::counter;  // the type of a metric that the table lacks
};
using Samples = std::vector<Sample>;

}  // namespace scand::daemon
