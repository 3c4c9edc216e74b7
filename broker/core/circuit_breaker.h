#pragma once
// Which exchanges are left alone for a while, because scan after scan found them down.
//
//   closed     scans run; failures in a row are counted
//   open       scans fail at once, with the last cause, until a time that doubles (jittered,
//   capped)
//              with each time in a row
//   half open  one scan is let through, the probe; what it finds closes or opens the circuit
//
// What counts is whether the exchange answers: a refusal by a rate limit or a firewall is an
// answer, and its hold is lib/rate's to keep. A probe that has found nothing after the longest
// pause makes way for another, so that an exchange is tried at least once in every such pause while
// anybody asks for it.
//
// By market type, since the types of one exchange are served by different hosts. Pure.

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

// What an attempt says of its exchange.
enum class Reach : std::uint8_t { up, down, unknown };
[[nodiscard]] Reach reach(const event::TaskAnswered& answer, const proto::TaskProgress& progress,
                          base::Nanos least_timeout);

class CircuitBreaker {
 public:
  struct Where {
    std::string exchange;  // canonical id
    proto::MarketType market = proto::MarketType::spot;
    friend auto operator<=>(const Where&, const Where&) = default;
  };
  static Where where(const proto::TaskKey& key) { return {key.exchange, key.market}; }
  enum class Change : std::uint8_t { none, opened, closed };

  explicit CircuitBreaker(const CoreConfig& config);

  // Why a task would not be let through now; nullopt: it would.
  [[nodiscard]] std::optional<proto::Failure> refusal(const Where& at, base::MonoTime now) const;
  // The same of this task, which is the probe from now on if the circuit is half open.
  [[nodiscard]] std::optional<proto::Failure> let_through(const Where& at, std::uint64_t task,
                                                          base::MonoTime now);
  // An attempt has ended.
  Change record(const Where& at, std::uint64_t task, Reach reach, const proto::Failure& failure,
                base::MonoTime now);
  // A task is over: if it was the probe and found nothing, the next may probe.
  void gone(const Where& at, std::uint64_t task);

  [[nodiscard]] bool open(const Where& at) const;
  [[nodiscard]] std::size_t open() const;
  [[nodiscard]] proto::CircuitReport report(const Where& at, base::MonoTime now) const;

 private:
  struct Circuit {
    std::uint32_t failures = 0;  // in a row
    std::uint32_t opened = 0;    // times in a row; 0: closed
    base::MonoTime retry_at;     // while open
    std::uint64_t probe = 0;     // a task; 0: none
    proto::Failure last;
  };
  void open_again(Circuit& circuit, base::MonoTime now);

  const std::uint32_t failures_;
  const base::BackoffSpec pause_;
  base::Backoff backoff_;
  std::map<Where, Circuit> circuits_;  // bounded by the directory
};

}  // namespace scand::broker
