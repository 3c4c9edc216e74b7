#pragma once
// Receives the events of jobs as they happen; the human log and the job metrics implement it.
//
// Called on the collector's thread, in order. An observer must not block, because results wait
// behind it, and must not throw.

#include <cstddef>
#include <string>

#include "lib/base/clock.h"
#include "proto/daemon_status.h"
#include "proto/scan_request.h"
#include "proto/scan_result.h"

namespace scand::broker {

namespace observed {
struct JobStarted {
  std::string job_id;
  proto::ScanRequest request;
  base::WallTime accepted;
};
// A worker took the exchange's task. Sent once, however many attempts follow.
struct ExchangeStarted {
  std::string job_id;
  std::string exchange;  // as the client spelled it
};
struct ExchangeFinished {
  std::string job_id;
  proto::ExchangeDetail detail;  // of this job; carries the failure if the exchange failed
};
struct JobFinished {
  base::WallTime accepted;
  base::WallTime finished;
  const proto::ScanResult* result;  // never null; valid during the call only
};
// The circuit breaker of an exchange opened (scand leaves the exchange alone) or closed again.
struct CircuitChanged {
  std::string exchange;  // canonical id
  proto::MarketType market = proto::MarketType::spot;
  proto::CircuitReport now;
};
}  // namespace observed

class JobObserver {
 public:
  virtual ~JobObserver() = default;
  virtual void job_started(const observed::JobStarted& event) = 0;
  virtual void exchange_started(const observed::ExchangeStarted& event) = 0;
  virtual void exchange_finished(const observed::ExchangeFinished& event) = 0;
  virtual void job_finished(const observed::JobFinished& event) = 0;
  virtual void circuit_changed(const observed::CircuitChanged& /*event*/) {}
  // Slow subscribers left so much unread that the publisher closed every connection.
  virtual void subscribers_disconnected(std::size_t /*unread_bytes*/) {}
};

}  // namespace scand::broker
