#pragma once
// What the daemon says of itself and of the exchanges it knows: the answers to `status` and
// `exchanges.list`.

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "proto/scan_request.h"

namespace scand::proto {

struct DaemonStatus {
  std::string version;  // of the program
  bool draining = false;
  std::int64_t started_ms = 0;  // UTC
  double uptime_seconds = 0;
  std::string epoch;
  std::uint64_t last_seq = 0;
  std::map<std::string, std::uint64_t> gauges;    // what is now: "jobs_running", ...
  std::map<std::string, std::uint64_t> counters;  // since start; they only grow
};

// An exchange's place among the others. Rank 1 is the best.
struct ExchangeStanding {
  std::uint32_t rank = 0;
  std::uint64_t answers = 0;               // tasks that the means below are made of
  std::optional<double> success_rate;      // 0..1; nullopt: never scanned
  std::optional<double> duration_seconds;  // of successful scans; nullopt: none yet
};

struct ExchangeReport {
  ExchangeInfo info;
  ExchangeStanding standing;
};

}  // namespace scand::proto
