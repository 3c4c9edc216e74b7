#pragma once
// The circuit breaker: after several scans in a row found an exchange down, scand leaves it alone
// for a while.
//
//   closed     scans run; failures in a row are counted
//   open       scans fail at once, with the last cause, until the pause is over; the pause doubles
//              each time, with jitter, up to a cap
//   half open  one scan, the probe, is let through; its result closes the circuit or opens it again
//
// Only reachability counts. A refusal by a rate limit or a firewall is an answer, so the exchange
// is up; lib/rate keeps the hold that such a refusal demands. A probe that has no result after the
// longest pause makes way for another one. So an exchange is tried at least once in every such
// pause as long as a job asks for it.
//
// There is one circuit for each market type of an exchange, since different hosts serve them. Pure.
// Scheduler asks before a task runs, TaskCompletion reports after it.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "broker/core/config.h"
#include "broker/core/events.h"
#include "lib/base/backoff.h"
#include "lib/base/clock.h"
#include "proto/daemon_status.h"
#include "proto/error_kind.h"
#include "proto/progress.h"
#include "proto/scan_task.h"

namespace scand::broker {

// What one attempt says about its exchange.
enum class Reachability : std::uint8_t { up, down, unknown };
// `progress`: how far the attempt got. `least_timeout`: CoreConfig::circuit_least_timeout.
[[nodiscard]] Reachability reachability(const event::TaskAnswered& answer,
                                        const proto::TaskProgress& progress,
                                        base::Nanos least_timeout);

class CircuitBreaker {
 public:
  struct Key {
    std::string exchange;  // canonical id
    proto::MarketType market = proto::MarketType::spot;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  static Key key_of(const proto::TaskKey& task) { return {task.exchange, task.market}; }
  enum class Change : std::uint8_t { none, opened, closed };

  explicit CircuitBreaker(const CoreConfig& config);

  // Why a task would not be let through now; nullopt: it would.
  [[nodiscard]] std::optional<proto::Failure> refusal(const Key& key, base::MonoTime now) const;
  // The same for a task that is about to run. If the circuit is half open and has no probe, this
  // task becomes the probe; the probe itself is always let through.
  [[nodiscard]] std::optional<proto::Failure> admit(const Key& key, std::uint64_t task,
                                                    base::MonoTime now);
  // An attempt has ended. `failure` matters only when the exchange is down.
  Change record(const Key& key, std::uint64_t task, Reachability reach,
                const proto::Failure& failure, base::MonoTime now);
  // The task is over. If it was the probe and has no result, the next task may be the probe.
  void release_probe(const Key& key, std::uint64_t task);

  // Open or half open.
  [[nodiscard]] bool is_open(const Key& key) const;
  [[nodiscard]] std::size_t open_count() const;
  [[nodiscard]] proto::CircuitReport report(const Key& key, base::MonoTime now) const;

 private:
  struct Circuit {
    std::uint32_t failures = 0;      // in a row
    std::uint32_t times_opened = 0;  // in a row; 0: closed
    base::MonoTime retry_at;         // while open: when the next probe may run
    std::uint64_t probe = 0;         // a task; 0: none
    proto::Failure last;
  };
  void open(Circuit& circuit, base::MonoTime now);

  const std::uint32_t failures_to_open_;
  const base::BackoffSpec pause_;
  base::Backoff backoff_;
  std::map<Key, Circuit> circuits_;  // bounded by the directory
};

}  // namespace scand::broker
