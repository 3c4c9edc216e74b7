#pragma once
// What a worker made of one task: the signals of one exchange, or why there are none, and where the
// time went. The collector folds it into each job that waits for it.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "proto/error_kind.h"
#include "proto/signal.h"

namespace scand::proto {

// listed = eligible + skipped before the candles; eligible = scanned + failed + skipped after them.
// So listed = scanned + failed + the sum of skipped.
struct MarketCounts {
  std::uint32_t listed = 0;                      // what the exchange lists for the market type
  std::uint32_t eligible = 0;                    // what the universe chose
  std::uint32_t scanned = 0;                     // analysed
  std::uint32_t failed = 0;                      // candles could not be had
  std::map<std::string, std::uint32_t> skipped;  // by reason (SkipReason in lib/scan)
  std::vector<std::string> not_listed;  // symbols asked for that the exchange does not have
  friend bool operator==(const MarketCounts&, const MarketCounts&) = default;
};

// Nanoseconds. limiter + network + compute = duration = init + scan.
struct TaskTiming {
  std::int64_t duration_ns = 0;  // from taking the task to its partial
  std::int64_t init_ns = 0;      // markets and tickers
  std::int64_t scan_ns = 0;      // candles and analysis
  std::int64_t limiter_ns = 0;   // nothing in flight, waiting for budget
  std::int64_t network_ns = 0;   // a request in flight and nothing to compute
  std::int64_t compute_ns = 0;
  friend bool operator==(const TaskTiming&, const TaskTiming&) = default;
};

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
  std::optional<double> data_age_seconds;  // oldest last closed candle of the analysed markets,
                                           // against the exchange's clock
  friend bool operator==(const PartialResult&, const PartialResult&) = default;
};

}  // namespace scand::proto
