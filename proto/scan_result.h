#pragma once
// The one final result of a job. SPEC.md, "Result", describes the fields; publications.h encodes
// them. Durations are seconds.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/partial_result.h"
#include "proto/scan_request.h"

namespace scand::proto {

// The states of a job. The last five are terminal: a result has one of them as its status.
enum class JobStatus : std::uint8_t {
  queued,
  running,
  complete,
  partial,
  timeout,
  failed,
  cancelled
};
[[nodiscard]] std::string_view name(JobStatus status);
[[nodiscard]] std::optional<JobStatus> parse_job_status(std::string_view text);
[[nodiscard]] constexpr bool terminal(JobStatus status) {
  return status >= JobStatus::complete;
}

// One entry of `exchange_details`, in the order of the request.
struct ExchangeDetail {
  std::string name;  // the client's spelling
  double duration_seconds = 0;
  std::optional<Failure> failure;   // nullopt: success
  std::uint32_t signals_found = 0;  // before the filters
  double init_seconds = 0, scan_seconds = 0, filter_seconds = 0, queue_seconds = 0;
  double rate_limit_wait_seconds = 0, network_seconds = 0, compute_seconds = 0;
  MarketCounts markets;
  TrafficCounts traffic;
  std::uint32_t attempts = 0;  // 0: no worker took it
  std::optional<double> data_age_seconds;
  bool shared = false;  // another job's task served this one
  friend bool operator==(const ExchangeDetail&, const ExchangeDetail&) = default;
};

struct Performance {
  double parallel_duration = 0;  // from acceptance to the last partial
  double sequential_duration_estimated = 0;
  std::optional<double> speedup;  // null when parallel_duration is 0
  double time_saved_seconds = 0;
  double filtering_seconds = 0;
  std::uint32_t successful_scans = 0, failed_scans = 0;
  friend bool operator==(const Performance&, const Performance&) = default;
};

struct ScanResult {
  std::string job_id;
  ScanRequest request;  // mode, names, filters and timeframe are echoed from here
  JobStatus status = JobStatus::complete;
  std::uint64_t seq = 0;
  std::string epoch;
  std::int64_t timestamp_ms = 0;  // when it was encoded, UTC
  double duration_seconds = 0;    // from acceptance to encoding
  std::vector<Signal> signals;    // filtered, sorted, limited
  std::uint32_t total_scanned = 0;
  bool truncated = false;
  std::vector<ExchangeDetail> exchanges;
  Performance performance;
  // Why the job has no signals at all, with the statuses failed, timeout and cancelled.
  std::optional<Failure> failure;
  friend bool operator==(const ScanResult&, const ScanResult&) = default;
};

}  // namespace scand::proto
