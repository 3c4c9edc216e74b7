#include "proto/scan_result.h"

#include "proto/encoding/name_table.h"

namespace scand::proto {
namespace {

constexpr auto kStatuses = name_table<JobStatus::cancelled>(
    "queued", "running", "complete", "partial", "timeout", "failed", "cancelled");

}  // namespace

std::string_view name(JobStatus status) {
  return kStatuses.name(status);
}
std::optional<JobStatus> parse_job_status(std::string_view text) {
  return kStatuses.parse(text);
}

}  // namespace scand::proto
