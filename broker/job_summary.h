#pragma once
// A job in one line, for lists.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "proto/scan_request.h"
#include "proto/scan_result.h"

namespace scand::broker {

struct JobSummary {
  std::string job_id;
  proto::JobStatus status = proto::JobStatus::queued;  // as clients see it
  proto::Priority priority = proto::Priority::normal;
  std::string timeframe;             // as sent
  std::int64_t accepted_ms = 0;      // UTC
  double deadline_seconds = 0;       // from acceptance
  std::size_t exchanges = 0;         // asked for
  std::size_t done = 0;              // ... of which so many have answered with success
  std::size_t failed = 0;            // ... and so many have failed
  std::optional<std::uint64_t> seq;  // of its result, once that can be read
  friend bool operator==(const JobSummary&, const JobSummary&) = default;
};

struct Job;
// Of an unfinished job: no seq, and a status that is not final.
[[nodiscard]] JobSummary summarise(const Job& job);

}  // namespace scand::broker
