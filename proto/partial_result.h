#pragma once
// A worker's answer to one task: the signals of one exchange or why there are none, and where the
// time went. The core passes the answer of a task's last attempt to the collector, once for each
// job that waits for it. internal_messages.h encodes it.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "proto/error_kind.h"
#include "proto/signal.h"

namespace scand::proto {

// Always listed = scanned + failed + the sum of `skipped`. In a scan that chose its markets, some
// are skipped before their candles are fetched (listed = eligible + those) and some after (eligible
// = scanned + failed + those).
struct MarketCounts {
  std::uint32_t listed = 0;    // by the exchange, for the market type
  std::uint32_t eligible = 0;  // chosen by `symbols`, or by `quote`, `topN` and so on
  std::uint32_t scanned = 0;   // analysed
  std::uint32_t failed = 0;    // chosen, but neither analysed nor skipped
  std::map<std::string, std::uint32_t> skipped;  // by reason (lib/scan/universe.h, skip)
  std::vector<std::string> not_listed;  // requested symbols that the exchange does not have
  friend bool operator==(const MarketCounts&, const MarketCounts&) = default;
};

// Nanoseconds. limiter + network + compute = duration = init + scan.
struct TaskTiming {
  std::int64_t duration_ns = 0;  // from the start of the scan to its answer
  std::int64_t init_ns = 0;      // markets and tickers
  std::int64_t scan_ns = 0;      // candles and analysis
  std::int64_t limiter_ns = 0;   // nothing in flight: waits for budget or a retry
  std::int64_t network_ns = 0;   // a request in flight, nothing to compute
  std::int64_t compute_ns = 0;
  friend bool operator==(const TaskTiming&, const TaskTiming&) = default;
};

// HTTP requests to the exchange.
struct TrafficCounts {
  std::uint32_t requests = 0;
  std::uint32_t retries = 0;
  std::uint64_t bytes_received = 0;
  std::uint32_t cache_hits = 0;  // always 0 until there is a cache
  friend bool operator==(const TrafficCounts&, const TrafficCounts&) = default;
};

struct PartialResult {
  std::uint64_t task_id = 0;
  std::uint32_t attempt = 1;
  std::string exchange;            // canonical id
  std::optional<Failure> failure;  // set: no signals
  std::vector<Signal> signals;     // unfiltered, sorted by symbol
  MarketCounts markets;
  TaskTiming timing;
  TrafficCounts traffic;
  // Age of the last closed candle in the analysed market where it is oldest, by the exchange's
  // clock. Unset after a failure.
  std::optional<double> data_age_seconds;
  friend bool operator==(const PartialResult&, const PartialResult&) = default;
};

}  // namespace scand::proto
