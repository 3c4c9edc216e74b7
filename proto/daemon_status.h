#pragma once
// What the daemon says of itself and of the exchanges it knows: the answers to `status` and
// `exchanges.list`.

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "proto/error_kind.h"
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

// 0 where there is none of that name.
[[nodiscard]] inline std::uint64_t gauge(const DaemonStatus& status, const std::string& name) {
  const auto found = status.gauges.find(name);
  return found == status.gauges.end() ? 0 : found->second;
}

// An exchange's place among the others. Rank 1 is the best.
struct ExchangeStanding {
  std::uint32_t rank = 0;
  std::uint64_t answers = 0;               // tasks that the means below are made of
  std::optional<double> success_rate;      // 0..1; nullopt: never scanned
  std::optional<double> duration_seconds;  // of successful scans; nullopt: none yet
};

// Whether scans of one market type of an exchange are let through (broker/circuit_breaker.h).
struct CircuitReport {
  enum class State : std::uint8_t { closed, open, half_open };
  State state = State::closed;
  std::uint32_t failures = 0;  // scans that failed in a row
  // Until a scan is let through again; nullopt when one would be now.
  std::optional<std::uint64_t> retry_after_ms;
  std::optional<Failure> last;  // failure; nullopt while there is none in a row
};
[[nodiscard]] constexpr std::string_view name(CircuitReport::State state) {
  constexpr std::array<std::string_view, 3> kNames{"closed", "open", "half_open"};
  return kNames[static_cast<std::size_t>(state)];
}

struct ExchangeReport {
  ExchangeInfo info;
  ExchangeStanding standing;
  std::map<std::string, CircuitReport> circuits;  // by market type
};

}  // namespace scand::proto
