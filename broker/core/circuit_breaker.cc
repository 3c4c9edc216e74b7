#include "broker/core/circuit_breaker.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>

namespace scand::broker {
namespace {

Reach reach_of_failure(proto::ErrorKind kind) {
  using enum proto::ErrorKind;
  switch (kind) {
    case network:
    case tls:
    case transient:
    case maintenance:
      return Reach::down;
    case rate_limited:  // it answers, and the limiter keeps the hold
    case banned:
    case blocked:
    case geo_blocked:
    case bad_symbol:
    case bad_response:  // somebody answers, and a pause would mend nothing
      return Reach::up;
    case timeout:                // judged by how far the scan came
    case fatal:                  // found before anything was sent, or the request is what is wrong
    case unsupported_timeframe:  // likewise
    case cancelled:
    case worker_lost:
    case internal:
      return Reach::unknown;
  }
  return Reach::unknown;
}

}  // namespace

// A scan that had its lists and then ran out of time was too large for its deadline. One that did
// not get as far, with time enough, was not answered.
Reach reach(const event::TaskAnswered& answer, const proto::TaskProgress& progress,
            base::Nanos least_timeout) {
  if (answer.outcome == event::Outcome::ok) return Reach::up;
  if (answer.outcome == event::Outcome::lost || !answer.error_kind) return Reach::unknown;
  if (*answer.error_kind != proto::ErrorKind::timeout) return reach_of_failure(*answer.error_kind);
  const bool unanswered = progress.stage == proto::TaskProgress::Stage::init &&
                          base::Nanos(answer.duration_ns) >= least_timeout;
  return unanswered ? Reach::down : Reach::unknown;
}

CircuitBreaker::CircuitBreaker(const CoreConfig& config)
    : failures_(config.circuit_failures),
      pause_(config.circuit_pause),
      backoff_(config.circuit_pause, config.seed) {}

std::optional<proto::Failure> CircuitBreaker::refusal(const Where& at, base::MonoTime now) const {
  const auto found = circuits_.find(at);
  if (found == circuits_.end()) return std::nullopt;
  const Circuit& circuit = found->second;
  if (circuit.opened == 0 || now >= circuit.retry_at) return std::nullopt;
  std::string when = "one scan is finding out whether it is back";
  if (circuit.probe == 0)
    when = fmt::format("the next scan is let through in {:.1f} s",
                       base::seconds(circuit.retry_at - now));
  return proto::Failure{circuit.last.kind,
                        fmt::format("not tried, because {} scans in a row found it down, the last "
                                    "with: {}; {}",
                                    circuit.failures, circuit.last.message, when)};
}

std::optional<proto::Failure> CircuitBreaker::let_through(const Where& at, std::uint64_t task,
                                                          base::MonoTime now) {
  const auto found = circuits_.find(at);
  if (found == circuits_.end() || found->second.opened == 0) return std::nullopt;
  Circuit& circuit = found->second;
  if (circuit.probe == task) return std::nullopt;
  if (auto why = refusal(at, now)) return why;
  circuit.probe = task;
  circuit.retry_at = now + pause_.cap;
  return std::nullopt;
}

CircuitBreaker::Change CircuitBreaker::record(const Where& at, std::uint64_t task, Reach reach,
                                              const proto::Failure& failure, base::MonoTime now) {
  if (failures_ == 0 || reach == Reach::unknown) return Change::none;
  if (reach == Reach::up) {
    const auto circuit = circuits_.extract(at);
    return !circuit.empty() && circuit.mapped().opened > 0 ? Change::closed : Change::none;
  }
  Circuit& circuit = circuits_[at];
  ++circuit.failures;
  circuit.last = failure;
  // What was under way when it opened says nothing new.
  if (circuit.opened > 0 && circuit.probe != task) return Change::none;
  const bool opens = circuit.opened == 0 && circuit.failures >= failures_;
  if (circuit.opened > 0 || opens) open_again(circuit, now);
  return opens ? Change::opened : Change::none;
}

void CircuitBreaker::open_again(Circuit& circuit, base::MonoTime now) {
  circuit.probe = 0;
  circuit.retry_at = now + backoff_.after(++circuit.opened);
}

void CircuitBreaker::gone(const Where& at, std::uint64_t task) {
  const auto found = circuits_.find(at);
  if (found == circuits_.end() || found->second.probe != task) return;
  found->second.probe = 0;
  found->second.retry_at = {};
}

bool CircuitBreaker::open(const Where& at) const {
  const auto found = circuits_.find(at);
  return found != circuits_.end() && found->second.opened > 0;
}

std::size_t CircuitBreaker::open() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(circuits_, [](const auto& entry) { return entry.second.opened > 0; }));
}

proto::CircuitReport CircuitBreaker::report(const Where& at, base::MonoTime now) const {
  using State = proto::CircuitReport::State;
  proto::CircuitReport report;
  const auto found = circuits_.find(at);
  if (found == circuits_.end()) return report;
  const Circuit& circuit = found->second;
  report.failures = circuit.failures;
  report.last = circuit.last;
  if (circuit.opened == 0) return report;
  report.state = circuit.probe != 0 || now >= circuit.retry_at ? State::half_open : State::open;
  if (now < circuit.retry_at) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(circuit.retry_at - now);
    report.retry_after_ms = static_cast<std::uint64_t>(left.count());
  }
  return report;
}

}  // namespace scand::broker
