#pragma once
// A task for a worker: scan one exchange, or one shard of its markets. Jobs that need the same work
// share a task. internal_messages.h encodes it.

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "proto/interval.h"

namespace scand::proto {

// Which markets of the exchange to scan.
struct Universe {
  std::vector<std::string> symbols;  // if not empty: exactly these, and the rest does not apply
  std::vector<std::string> quotes;   // in order of preference
  std::uint32_t top_n = 150;         // by 24 h quote volume; 0: all
  double min_volume_usd = 100'000;
  friend bool operator==(const Universe&, const Universe&) = default;
  friend auto operator<=>(const Universe& a, const Universe& b) {
    return std::tie(a.symbols, a.quotes, a.top_n, a.min_volume_usd) <=>
           std::tie(b.symbols, b.quotes, b.top_n, b.min_volume_usd);
  }
};

// Two tasks with equal keys are the same work (ARCHITECTURE.md, promise 7).
struct TaskKey {
  std::string exchange;  // canonical id
  MarketType market = MarketType::spot;
  Interval interval = Interval::h1;
  Universe universe;
  bool full_analysis = true;
  std::int64_t last_close_ms = 0;  // close of the last closed candle at the time of creation, UTC
  std::uint32_t shard = 1;         // which part of the exchange's markets, from 1
  std::uint32_t shards = 1;        // how many parts there are
  friend bool operator==(const TaskKey&, const TaskKey&) = default;
  friend auto operator<=>(const TaskKey& a, const TaskKey& b) {
    return std::tie(a.exchange, a.market, a.interval, a.universe, a.full_analysis, a.last_close_ms,
                    a.shard, a.shards) <=> std::tie(b.exchange, b.market, b.interval, b.universe,
                                                    b.full_analysis, b.last_close_ms, b.shard,
                                                    b.shards);
  }
};

struct ScanTask {
  std::uint64_t task_id = 0;
  std::uint32_t attempt = 1;
  TaskKey key;
  std::int64_t deadline_ms = 0;  // UTC, at the time of dispatch; may move later if jobs share it
  friend bool operator==(const ScanTask&, const ScanTask&) = default;
};

}  // namespace scand::proto
