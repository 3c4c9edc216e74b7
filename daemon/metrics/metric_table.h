#pragma once
// The table of metrics. The help texts on the page and docs/metrics.md are made from it. A metric
// is added here first; names never change, because dashboards and alerts use them.

#include <cstdint>
#include <span>
#include <string_view>

namespace scand::daemon {

enum class MetricType : std::uint8_t { counter, gauge, histogram };
[[nodiscard]] std::string_view name(MetricType type);

struct MetricRow {
  std::string_view name;
  MetricType type;
  std::string_view labels;  // "exchange, phase"; empty: none
  std::string_view source;  // who counts it
  std::string_view help;    // one or two sentences
};

// In the order of the page. Static: valid for the whole run.
[[nodiscard]] std::span<const MetricRow> metric_table();
// nullptr: the table has no such metric.
[[nodiscard]] const MetricRow* find_metric(std::string_view name);

}  // namespace scand::daemon
