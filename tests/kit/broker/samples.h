#pragma once
// Sample values for the broker's tests.

#include <string>
#include <utility>
#include <vector>

#include "broker/core/core.h"
#include "lib/base/clock.h"
#include "proto/partial_result.h"
#include "proto/scan_request.h"
#include "proto/signal.h"

namespace scand::broker::test {

inline base::MonoTime at_ms(std::int64_t ms) {
  return base::MonoTime(std::chrono::milliseconds(ms));
}
inline base::Now now_ms(std::int64_t ms) {
  return {at_ms(ms), base::from_unix_ms(1'700'000'000'000 + ms)};
}

inline proto::Signal signal(std::string exchange, std::string symbol, int strength,
                            proto::Side side = proto::Side::buy) {
  proto::Signal out;
  out.exchange = std::move(exchange);
  out.symbol = std::move(symbol);
  out.candle_close_ms = 1'700'000'000'000;
  out.analysis.strength = strength;
  out.analysis.side = side;
  out.analysis.label = "Buy";
  return out;
}

inline proto::ScanRequest request(std::vector<std::string> exchanges,
                                  proto::ScanMode mode = proto::ScanMode::parallel) {
  proto::ScanRequest out;
  out.mode = mode;
  for (std::string& id : exchanges)
    out.exchanges.push_back({id, id});
  return out;
}

// A partial result that took `duration_ms`: 1/4 of it to initialise, 3/4 to scan.
inline proto::PartialResult partial(std::string exchange, std::int64_t duration_ms,
                                    std::vector<proto::Signal> signals = {}) {
  constexpr std::int64_t kNsPerMs = 1'000'000;
  proto::PartialResult out;
  out.exchange = std::move(exchange);
  out.timing.duration_ns = duration_ms * kNsPerMs;
  out.timing.init_ns = out.timing.duration_ns / 4;
  out.timing.scan_ns = out.timing.duration_ns - out.timing.init_ns;
  out.timing.limiter_ns = out.timing.duration_ns / 2;
  out.timing.network_ns = out.timing.duration_ns / 4;
  out.timing.compute_ns = out.timing.duration_ns - out.timing.limiter_ns - out.timing.network_ns;
  out.markets.listed = out.markets.eligible = out.markets.scanned =
      static_cast<std::uint32_t>(signals.size());
  out.signals = std::move(signals);
  return out;
}

inline command::Part part(std::string job_id, std::string exchange, std::int64_t started_ms,
                          std::int64_t arrived_ms, bool shared = false) {
  command::Part out;
  out.job_id = std::move(job_id);
  out.exchange = std::move(exchange);
  out.attempts = 1;
  out.shared = shared;
  out.task_started = at_ms(started_ms);
  out.arrived = at_ms(arrived_ms);
  return out;
}

}  // namespace scand::broker::test
