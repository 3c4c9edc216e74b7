#include "daemon/metrics/metrics_docs.h"

#include <fmt/format.h>

#include "daemon/metrics/metric_table.h"
#include "lib/base/histogram.h"

namespace scand::daemon {
namespace {

constexpr std::string_view kIntroduction = R"(# Metrics

<!-- Made from daemon/metrics/metric_table.cc. Change it there, then run
     SCAND_UPDATE=1 unit_daemon --gtest_filter='MetricsDocs.*' -->

scand serves its metrics at `/metrics` of its HTTP port, as text for
[Prometheus](https://prometheus.io/docs/introduction/overview/):

```yaml
scrape_configs:
  - job_name: scand
    scrape_interval: 15s
    static_configs:
      - targets: ["127.0.0.1:5001"]
```

A scrape takes a snapshot and delays no job. What the broker counts (core, frontend, worker pool,
journal, collector, broker loop) is at most a second old. Counters begin at 0 with each start.

- Names begin with `scand_`, counters end in `_total`, units are seconds, bytes, or the units of an
  exchange's own limit.
- `exchange` is always the canonical id, however a client spelled it. No label holds a job, a client
  or a symbol, so the number of exchanges bounds the number of series.
)";

constexpr std::string_view kQueries = R"(
## Questions and their queries

| question | query |
|---|---|
| How much faster is a parallel scan? | `sum(rate(scand_exchange_scan_duration_seconds_sum[1h])) / sum(rate(scand_job_duration_seconds_sum[1h]))` |
| Which exchange is slow, and why? | `sum by (exchange, phase) (rate(scand_exchange_phase_seconds_total[15m]))` |
| Which exchange fails? | `sum by (exchange, outcome) (rate(scand_exchange_scans_total{outcome!="success"}[15m]))` |
| How long do 90 % of jobs take at most? | `histogram_quantile(0.9, sum by (le) (rate(scand_job_duration_seconds_bucket[15m])))` |
| Is any exchange banning us? | `scand_rate_phase{phase="banned"} == 1` |
| How close are we to a limit? | `max by (budget, bucket) (scand_rate_budget_used_ratio)` |
| Is the data fresh? | `scand_data_age_seconds` |
| Does anything hang? | `scand_watchdog_age_seconds > 5` |

Exchanges that share a budget show the same numbers for it: take `max by (budget)`, not a sum.

## What is not counted

scand does not know what the PUB socket drops for a slow subscriber: libzmq drops it and does not
count. The subscriber notices by the sequence number and requests a replay, so look at
`scand_replay_requests_total` instead.
)";

}  // namespace

std::string metrics_markdown() {
  std::string out(kIntroduction);
  out += "- The buckets of a histogram end at";
  for (const double edge : base::kSecondsEdges)
    out += fmt::format(" {}", edge);
  out += " s.\n\n| metric | type | labels | counted by | meaning |\n|---|---|---|---|---|\n";
  for (const auto& row : metric_table())
    out += fmt::format("| `{}` | {} | {} | {} | {} |\n", row.name, name(row.type), row.labels,
                       row.source, row.help);
  out +=
      "\nA number of the daemon's status without a row here appears as `scand_<name>_total` "
      "(counter)\nor `scand_<name>` (gauge).\n";
  return out + std::string(kQueries);
}

}  // namespace scand::daemon
