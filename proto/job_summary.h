#pragma once
// A job in one line: an entry of `jobs` in the answer to `scan.list`.

#include <cstdint>
#include <optional>
#include <string>

#include "proto/scan_request.h"
#include "proto/scan_result.h"

namespace scand::proto {

struct JobSummary {
  std::string job_id;
  JobStatus status = JobStatus::queued;
  Priority priority = Priority::normal;
  std::string timeframe;             // as sent
  std::int64_t accepted_ms = 0;      // UTC
  double deadline_seconds = 0;       // from acceptance
  std::uint64_t exchanges = 0;       // asked for
  std::uint64_t done = 0;            // ... of which so many have answered with success
  std::uint64_t failed = 0;          // ... and so many have failed
  std::optional<std::uint64_t> seq;  // of its result, once that can be read
  friend bool operator==(const JobSummary&, const JobSummary&) = default;
};

}  // namespace scand::proto
