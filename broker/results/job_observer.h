#pragma once
// What happens to jobs, told as it happens to whoever wants to show it (the human log). Called on
// the collector's thread, in order; an observer must not block, since results wait behind it.

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
// A worker took the exchange's task. Told again when another attempt begins.
struct ExchangeStarted {
  std::string job_id;
  std::string exchange;  // as the client spelled it
};
struct ExchangeFinished {
  std::string job_id;
  proto::ExchangeDetail detail;  // of this job, with its failure if it failed
};
struct JobFinished {
  base::WallTime accepted;
  base::WallTime finished;
  const proto::ScanResult* result;  // never null; valid during the call only
};
// scand leaves an exchange alone from now on, or tries it again as ever.
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
  // Slow subscribers had left so much unread that all connections were ended.
  virtual void subscribers_sent_away(std::size_t /*unread_bytes*/) {}
};

}  // namespace scand::broker
