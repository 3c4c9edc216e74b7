#pragma once
// A worker's answer to one task: the signals of one exchange or why there are none, and where the
// time went. The collector adds it to each job that waits for it. internal_messages.h encodes it.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "proto/error_kind.h"
#include "proto/signal.h"

namespace scand::proto {

// Markets are skipped either before their candles are fetched (listed = eligible + those skipped)
// or after (eligible = scanned + failed + those skipped). So listed = scanned + failed + the sum of
// `skipped`.
struct MarketCounts {
  std::uint32_t listed = 0;                      // by the exchange, for the market type
  std::uint32_t eligible = 0;                    // chosen by the universe
  std::uint32_t scanned = 0;                     // analysed
  std::uint32_t failed = 0;                      // their candles could not be fetched
  std::map<std::string, std::uint32_t> skipped;  // by reason (SkipReason in lib/scan)
  std::vector<std::string> not_listed;  // requested symbols that the exchange does not have
  friend bool operator==(const MarketCounts&, const MarketCounts&) = default;
};

// Nanoseconds. limiter + network + compute = duration = init + scan.
struct TaskTiming {
  std::int64_t duration_ns = 0;  // from taking the task to sending this
  std::int64_t init_ns = 0;      // markets and tickers
  std::int64_t scan_ns = 0;      // candles and analysis
  std::int64_t limiter_ns = 0;   // no request in flight, waiting for rate limit budget
  std::int64_t network_ns = 0;   // a request in flight, nothing to compute
  std::int64_t compute_ns = 0;
  friend bool operator==(const TaskTiming&, const TaskTiming&) = default;
};

// HTTP requests to the exchange.
struct TrafficCounts {
  std::uint32_t requests = 0;
  std::uint32_t retries = 0;
  std::uint64_t bytes_received = 0;
  std::uint32_t cache_hits = 0;
  friend bool operator==(const TrafficCounts&, const TrafficCounts&) = default;
};

struct PartialResult {
  std::uint64_t task_id = 0;
  std::uint32_t attempt = 1;
  std::string exchange;            // canonical id
  std::optional<Failure> failure;  // set: no signals
  std::vector<Signal> signals;     // unfiltered, in order of symbol
  MarketCounts markets;
  TaskTiming timing;
  TrafficCounts traffic;
  // Age of the oldest last closed candle among the analysed markets, by the exchange's clock.
  std::optional<double> data_age_seconds;
  friend bool operator==(const PartialResult&, const PartialResult&) = default;
};

}  // namespace scand::proto
