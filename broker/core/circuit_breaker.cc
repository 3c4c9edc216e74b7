#include "broker/core/circuit_breaker.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>

namespace scand::broker {
namespace {

Reachability reachability_of(proto::ErrorKind kind) {
  using enum proto::ErrorKind;
  switch (kind) {
    case network:
    case tls:
    case transient:
    case maintenance:
      return Reachability::down;
    case rate_limited:  // it answers; the limiter keeps the hold
    case banned:
    case blocked:
    case geo_blocked:
    case bad_symbol:
    case bad_response:  // it answers; a pause would not help
      return Reachability::up;
    case timeout:  // reachability() decides by how far the scan got
    case fatal:    // found before anything was sent, or the request itself is wrong
    case unsupported_timeframe:
    case cancelled:
    case worker_lost:
    case internal:
      return Reachability::unknown;
  }
  return Reachability::unknown;
}

}  // namespace

// A scan that got past the market lists and then ran out of time was too large for its deadline.
// One that did not get that far, although it had enough time, got no answer.
Reachability reachability(const event::TaskAnswered& answer, const proto::TaskProgress& progress,
                          base::Nanos least_timeout) {
  if (answer.outcome == event::Outcome::ok) return Reachability::up;
  if (answer.outcome == event::Outcome::lost || !answer.error_kind) return Reachability::unknown;
  if (*answer.error_kind != proto::ErrorKind::timeout) return reachability_of(*answer.error_kind);
  const bool unanswered = progress.stage == proto::TaskProgress::Stage::init &&
                          base::Nanos(answer.duration_ns) >= least_timeout;
  return unanswered ? Reachability::down : Reachability::unknown;
}

CircuitBreaker::CircuitBreaker(const CoreConfig& config)
    : failures_to_open_(config.circuit_failures),
      pause_(config.circuit_pause),
      backoff_(config.circuit_pause, config.seed) {}

std::optional<proto::Failure> CircuitBreaker::refusal(const Key& key, base::MonoTime now) const {
  const auto found = circuits_.find(key);
  if (found == circuits_.end()) return std::nullopt;
  const Circuit& circuit = found->second;
  if (circuit.times_opened == 0 || now >= circuit.retry_at) return std::nullopt;
  std::string when = "one scan is finding out whether it is back";
  if (circuit.probe == 0)
    when = fmt::format("the next scan is let through in {:.1f} s",
                       base::seconds(circuit.retry_at - now));
  return proto::Failure{circuit.last.kind,
                        fmt::format("not tried, because {} scans in a row found it down, the last "
                                    "with: {}; {}",
                                    circuit.failures, circuit.last.message, when)};
}

std::optional<proto::Failure> CircuitBreaker::admit(const Key& key, std::uint64_t task,
                                                    base::MonoTime now) {
  const auto found = circuits_.find(key);
  if (found == circuits_.end() || found->second.times_opened == 0) return std::nullopt;
  Circuit& circuit = found->second;
  if (circuit.probe == task) return std::nullopt;
  if (auto why = refusal(key, now)) return why;
  circuit.probe = task;
  circuit.retry_at = now + pause_.cap;  // from then on another task may be the probe
  return std::nullopt;
}

CircuitBreaker::Change CircuitBreaker::record(const Key& key, std::uint64_t task,
                                              Reachability reach, const proto::Failure& failure,
                                              base::MonoTime now) {
  if (failures_to_open_ == 0 || reach == Reachability::unknown) return Change::none;
  if (reach == Reachability::up) {
    const auto circuit = circuits_.extract(key);
    return !circuit.empty() && circuit.mapped().times_opened > 0 ? Change::closed : Change::none;
  }
  Circuit& circuit = circuits_[key];
  ++circuit.failures;
  circuit.last = failure;
  // A scan that started before the circuit opened must not postpone the probe.
  if (circuit.times_opened > 0 && circuit.probe != task) return Change::none;
  const bool opens = circuit.times_opened == 0 && circuit.failures >= failures_to_open_;
  if (circuit.times_opened > 0 || opens) open(circuit, now);
  return opens ? Change::opened : Change::none;
}

void CircuitBreaker::open(Circuit& circuit, base::MonoTime now) {
  circuit.probe = 0;
  circuit.retry_at = now + backoff_.after(++circuit.times_opened);
}

void CircuitBreaker::release_probe(const Key& key, std::uint64_t task) {
  const auto found = circuits_.find(key);
  if (found == circuits_.end() || found->second.probe != task) return;
  found->second.probe = 0;
  found->second.retry_at = {};
}

bool CircuitBreaker::is_open(const Key& key) const {
  const auto found = circuits_.find(key);
  return found != circuits_.end() && found->second.times_opened > 0;
}

std::size_t CircuitBreaker::open_count() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      circuits_, [](const auto& entry) { return entry.second.times_opened > 0; }));
}

proto::CircuitReport CircuitBreaker::report(const Key& key, base::MonoTime now) const {
  using State = proto::CircuitReport::State;
  proto::CircuitReport report;
  const auto found = circuits_.find(key);
  if (found == circuits_.end()) return report;
  const Circuit& circuit = found->second;
  report.failures = circuit.failures;
  report.last = circuit.last;
  if (circuit.times_opened == 0) return report;
  report.state = circuit.probe != 0 || now >= circuit.retry_at ? State::half_open : State::open;
  if (now < circuit.retry_at) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(circuit.retry_at - now);
    report.retry_after_ms = static_cast<std::uint64_t>(left.count());
  }
  return report;
}

}  // namespace scand::broker
