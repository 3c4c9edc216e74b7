#pragma once
// What the daemon reports about itself, its jobs and its exchanges: the contents of the replies to
// `status`, `scan.list` and `exchanges.list`.

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "proto/error_kind.h"
#include "proto/scan_request.h"
#include "proto/scan_result.h"

namespace scand::proto {

struct DaemonStatus {
  std::string version;  // of the program
  bool draining = false;
  std::int64_t started_ms = 0;  // UTC
  double uptime_seconds = 0;
  std::string epoch;
  std::uint64_t last_seq = 0;
  std::map<std::string, std::uint64_t> gauges;    // current values: "jobs_running", ...
  std::map<std::string, std::uint64_t> counters;  // since start; they only grow
};

// 0 if there is no gauge of that name.
[[nodiscard]] inline std::uint64_t gauge(const DaemonStatus& status, const std::string& name) {
  const auto found = status.gauges.find(name);
  return found == status.gauges.end() ? 0 : found->second;
}

// A job in one line: an entry of `jobs` in the reply to `scan.list`.
struct JobSummary {
  std::string job_id;
  JobStatus status = JobStatus::queued;
  Priority priority = Priority::normal;
  std::string timeframe;             // as the client sent it, in lower case
  std::int64_t accepted_ms = 0;      // UTC
  double deadline_seconds = 0;       // from acceptance
  std::uint64_t exchanges = 0;       // how many the job scans
  std::uint64_t done = 0;            // of these, how many have answered successfully
  std::uint64_t failed = 0;          // and how many have failed
  std::optional<std::uint64_t> seq;  // of the job's result, once it can be read
  friend bool operator==(const JobSummary&, const JobSummary&) = default;
};

// The place of an exchange in the ranking. Rank 1 is the best.
struct ExchangeStanding {
  std::uint32_t rank = 0;
  std::uint64_t answers = 0;               // scans that the means below are taken over
  std::optional<double> success_rate;      // 0..1; nullopt: never scanned
  std::optional<double> duration_seconds;  // of successful scans; nullopt: none yet
};

// The circuit breaker of one market type of an exchange: whether scans are let through.
struct CircuitReport {
  enum class State : std::uint8_t { closed, open, half_open };
  State state = State::closed;
  std::uint32_t failures = 0;  // scans that failed in a row
  // Time until a scan is let through again; nullopt: one would be let through now.
  std::optional<std::uint64_t> retry_after_ms;
  std::optional<Failure> last;  // the latest failure of that row; nullopt: none
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
