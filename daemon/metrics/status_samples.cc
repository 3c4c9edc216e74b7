#include "daemon/metrics/status_samples.h"

#include <array>
#include <cctype>

namespace scand::daemon {
namespace {

// Maps a number of the status to a metric with a label, so that related numbers are one metric.
struct Rule {
  std::string_view key;  // a '*' at the end stands for any rest
  std::string_view metric;
  std::string_view label;  // empty: none
  std::string_view value;  // of the label; empty: what the '*' stands for
  double factor = 1;
};

constexpr std::array kCounterRules = std::to_array<Rule>({
    {"jobs_complete", "scand_jobs_total", "outcome", "complete"},
    {"jobs_partial", "scand_jobs_total", "outcome", "partial"},
    {"jobs_timeout", "scand_jobs_total", "outcome", "timeout"},
    {"jobs_failed", "scand_jobs_total", "outcome", "failed"},
    {"jobs_cancelled", "scand_jobs_total", "outcome", "cancelled"},
    {"refused_*", "scand_refusals_total", "code", ""},
    {"replays", "scand_replay_requests_total", "outcome", "answered"},
    {"replays_too_old", "scand_replay_requests_total", "outcome", "too_old"},
    {"replays_busy", "scand_replay_requests_total", "outcome", "busy"},
    {"zap_denied_unlogged", "scand_zap_denied_unlogged_total", "", ""},
    {"zap_denied_*", "scand_zap_denied_total", "domain", ""},
});

constexpr std::array kGaugeRules = std::to_array<Rule>({
    {"jobs_journaling", "scand_jobs", "state", "journaling"},
    {"jobs_queued", "scand_jobs", "state", "queued"},
    {"jobs_running", "scand_jobs", "state", "running"},
    {"jobs_finishing", "scand_jobs", "state", "finishing"},
    {"tasks_queued", "scand_tasks", "state", "queued"},
    {"tasks_running", "scand_tasks", "state", "running"},
    {"tasks_paused", "scand_tasks", "state", "paused"},
    {"workers_idle", "scand_workers", "state", "idle"},
    {"workers_busy", "scand_workers", "state", "busy"},
    {"workers", "scand_worker_threads", "", ""},
    {"journal_bytes_kept", "scand_journal_kept_bytes", "", ""},
    {"broker_turn_worst_us", "scand_broker_turn_worst_seconds", "", "", 1e-6},
});

// The first rule that fits. So a rule for one key comes before a rule with '*' that covers the key.
const Rule* find_rule(std::span<const Rule> rules, std::string_view key) {
  for (const Rule& rule : rules) {
    const bool prefix = rule.key.ends_with('*');
    if (prefix ? key.starts_with(rule.key.substr(0, rule.key.size() - 1)) : key == rule.key)
      return &rule;
  }
  return nullptr;
}

Sample by_rule(const Rule& rule, std::string_view key, std::uint64_t value) {
  Sample sample{std::string(rule.metric), {}, static_cast<double>(value) * rule.factor};
  if (!rule.label.empty()) {
    const auto label = rule.value.empty() ? key.substr(rule.key.size() - 1) : rule.value;
    sample.labels.emplace_back(rule.label, label);
  }
  return sample;
}

// For a number without a rule. A metric of the table is used only if it has no labels and the same
// type; any other is a different thing of the same name.
Sample by_name(std::string_view key, std::string_view ending, MetricType type,
               std::uint64_t value) {
  std::string plain(key);
  for (char& letter : plain)
    if (std::isalnum(static_cast<unsigned char>(letter)) == 0) letter = '_';
  if (!plain.ends_with(ending)) plain += ending;
  std::string metric = "scand_" + plain;
  const auto* row = find_metric(metric);
  if (row != nullptr && (!row->labels.empty() || row->type != type))
    metric = "scand_status_" + plain;
  return {std::move(metric), {}, static_cast<double>(value), std::nullopt, type};
}

}  // namespace

Sample counter_sample(std::string_view key, std::uint64_t value) {
  if (const auto* rule = find_rule(kCounterRules, key)) return by_rule(*rule, key, value);
  return by_name(key, "_total", MetricType::counter, value);
}

Sample gauge_sample(std::string_view key, std::uint64_t value) {
  if (const auto* rule = find_rule(kGaugeRules, key)) return by_rule(*rule, key, value);
  return by_name(key, "", MetricType::gauge, value);
}

void add_status(Samples& out, const proto::DaemonStatus& status) {
  out.push_back({"scand_build_info", {{"version", status.version}}, 1});
  out.push_back({"scand_start_time_seconds", {}, static_cast<double>(status.started_ms) / 1000});
  out.push_back({"scand_draining", {}, status.draining ? 1.0 : 0.0});
  out.push_back({"scand_last_seq", {}, static_cast<double>(status.last_seq)});
  for (const auto& [key, value] : status.gauges)
    out.push_back(gauge_sample(key, value));
  for (const auto& [key, value] : status.counters)
    out.push_back(counter_sample(key, value));
}

}  // namespace scand::daemon
