#pragma once
// Every metric by name: the page's help texts and docs/metrics.md are made from this one table.

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
  std::string_view help;    // one sentence or two
};

[[nodiscard]] std::span<const MetricRow> metric_table();
// nullptr: not in the table.
[[nodiscard]] const MetricRow* find_metric(std::string_view name);

}  // namespace scand::daemon
