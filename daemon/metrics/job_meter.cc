#include "daemon/metrics/job_meter.h"

#include <algorithm>
#include <cctype>

namespace scand::daemon {
namespace {

// lib/signal makes fewer labels than this. Any beyond it are counted together as "other".
constexpr std::size_t kRulesMax = 16;

// "Strong Buy" -> "strong_buy"
std::string rule_of(std::string_view label) {
  std::string rule(label.empty() ? "none" : label);
  for (char& letter : rule)
    letter =
        letter == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return rule;
}

// One series for each value that was counted.
void add_counts(Samples& out, const char* metric, const std::string& exchange, const char* label,
                const std::map<std::string, std::uint64_t, std::less<>>& counts) {
  for (const auto& [value, count] : counts)
    out.push_back({metric, {{"exchange", exchange}, {label, value}}, static_cast<double>(count)});
}

}  // namespace

JobMeter::JobMeter(const proto::ExchangeDirectory& exchanges, const base::Clock& clock)
    : exchanges_(exchanges), clock_(clock) {
  // The fixed series of every exchange (success, phases, durations, signals found) exist from the
  // start, so that rates over them begin at 0. A series of a failure or a rule appears when it is
  // first counted.
  state_.with([&](State& state) {
    for (const auto& info : exchanges.all())
      state.exchanges.try_emplace(info.id);
  });
}

void JobMeter::job_started(const broker::observed::JobStarted& event) {
  state_.with([&](State& state) {
    state.timeframes.insert_or_assign(event.job_id, std::string(name(event.request.interval)));
  });
}

void JobMeter::exchange_started(const broker::observed::ExchangeStarted& /*event*/) {}

void JobMeter::exchange_finished(const broker::observed::ExchangeFinished& event) {
  // The label is the canonical id, not the client's spelling.
  const auto* info = exchanges_.find(event.detail.name);
  if (info == nullptr) return;
  const double now = static_cast<double>(base::unix_ms(clock_.wall())) / 1000;
  state_.with([&](State& state) {
    const auto found = state.exchanges.find(info->id);
    if (found == state.exchanges.end()) return;
    count(found->second, event.detail);
    if (event.detail.failure) return;
    found->second.last_success_time = now;
    const auto timeframe = state.timeframes.find(event.job_id);
    if (timeframe != state.timeframes.end() && event.detail.data_age_seconds)
      found->second.data_age_seconds[timeframe->second] = *event.detail.data_age_seconds;
  });
}

void JobMeter::count(OfExchange& exchange, const proto::ExchangeDetail& detail) {
  const auto outcome = detail.failure ? proto::name(detail.failure->kind) : "success";
  ++exchange.scans[std::string(outcome)];
  exchange.queue_seconds += detail.queue_seconds;
  exchange.signals_found += detail.signals_found;
  if (detail.attempts == 0) return;  // never given to a worker, so it has no duration
  exchange.scan_seconds.add(detail.duration_seconds);
  // Several jobs may share one task, but its time was spent once: the job that created the task
  // counts it. If that job ends first, nobody does.
  if (!detail.shared) {
    exchange.limiter_seconds += detail.rate_limit_wait_seconds;
    exchange.network_seconds += detail.network_seconds;
    exchange.compute_seconds += detail.compute_seconds;
  }
  // A scan that failed before it had the list of markets keeps the counts of the last full scan.
  if (detail.markets.listed == 0) return;
  // Reset first: a reason that does not occur in this scan must read 0, not the count of an earlier
  // scan.
  for (auto& [result, count] : exchange.symbols)
    count = 0;
  exchange.symbols["scanned"] = detail.markets.scanned;
  exchange.symbols["failed"] = detail.markets.failed;
  for (const auto& [reason, count] : detail.markets.skipped)
    exchange.symbols[reason] = count;
}

void JobMeter::job_finished(const broker::observed::JobFinished& event) {
  // Counted before the lock is taken: a result has up to thousands of signals.
  std::map<std::string, Counts, std::less<>> signals;
  for (const auto& signal : event.result->signals)
    ++signals[signal.exchange][rule_of(signal.analysis.label)];
  state_.with([&](State& state) {
    state.timeframes.erase(event.result->job_id);
    state.job_seconds.add(event.result->duration_seconds);
    for (const auto& [id, counts] : signals) {
      const auto found = state.exchanges.find(id);
      if (found == state.exchanges.end()) continue;
      Counts& known = found->second.signals;
      for (const auto& [rule, count] : counts)
        known[known.size() >= kRulesMax && !known.contains(rule) ? "other" : rule] += count;
    }
  });
}

void JobMeter::add_to(Samples& out) const {
  // Makes the samples from a copy, so that the collector waits only for the copy.
  const auto state = state_.with([](const State& now) { return now; });
  out.push_back({"scand_job_duration_seconds", {}, 0, state.job_seconds});
  for (const auto& [id, exchange] : state.exchanges)
    add_exchange(out, id, exchange);
}

void JobMeter::add_exchange(Samples& out, const std::string& id, const OfExchange& exchange) {
  const Labels labels{{"exchange", id}};
  out.push_back({"scand_exchange_scan_duration_seconds", labels, 0, exchange.scan_seconds});
  add_counts(out, "scand_exchange_scans_total", id, "outcome", exchange.scans);
  const auto add_phase = [&](const char* phase, double seconds) {
    out.push_back(
        {"scand_exchange_phase_seconds_total", {{"exchange", id}, {"phase", phase}}, seconds});
  };
  add_phase("queue", exchange.queue_seconds);
  add_phase("limiter", exchange.limiter_seconds);
  add_phase("network", exchange.network_seconds);
  add_phase("compute", exchange.compute_seconds);
  if (exchange.last_success_time > 0)
    out.push_back(
        {"scand_exchange_last_success_timestamp_seconds", labels, exchange.last_success_time});
  add_counts(out, "scand_symbols", id, "result", exchange.symbols);
  for (const auto& [timeframe, age] : exchange.data_age_seconds)
    out.push_back({"scand_data_age_seconds", {{"exchange", id}, {"timeframe", timeframe}}, age});
  out.push_back({"scand_signals_found_total", labels, static_cast<double>(exchange.signals_found)});
  add_counts(out, "scand_signals_total", id, "rule", exchange.signals);
}

}  // namespace scand::daemon
