#pragma once
// Samples as prometheus-cpp takes them: one family a metric, in the order of the table, then those
// that the table lacks.

#include <vector>

#include "daemon/metrics/sample.h"

namespace prometheus {
struct MetricFamily;
}

namespace scand::daemon {

[[nodiscard]] std::vector<prometheus::MetricFamily> families(const Samples& samples);

}  // namespace scand::daemon
