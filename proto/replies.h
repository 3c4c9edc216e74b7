#pragma once
// The replies of the frontend, as whole messages (SPEC.md, "Replies"). `correlation` is the
// request's `id` as read_request_message() gives it: encoded; empty is null.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "proto/daemon_status.h"
#include "proto/job_summary.h"
#include "proto/messages.h"
#include "proto/scan_result.h"
#include "proto/signal.h"

namespace scand::proto {

// To scan.submit.
[[nodiscard]] std::string encode_accepted(std::string_view correlation, std::string_view job_id,
                                          JobStatus status);
// To scan.get and scan.wait of an unfinished job, and to scan.cancel.
[[nodiscard]] std::string encode_status(std::string_view correlation, std::string_view job_id,
                                        JobStatus status);
// Followed by the bytes of an encoded result, this is a whole scan.result message: a result is
// encoded once, kept, and never read again to be sent.
[[nodiscard]] std::string encode_result_head(std::string_view correlation);
// Followed by the bytes of `results` encoded results, this is a whole answer to scan.replay.
struct ReplayHead {
  std::string_view epoch;
  std::uint64_t last_seq = 0;  // of the newest that is kept
  bool more = false;           // results after these are kept, too
  std::size_t results = 0;
};
[[nodiscard]] std::string encode_replay_head(std::string_view correlation, const ReplayHead& head);
[[nodiscard]] std::string encode_error(std::string_view correlation, const Refusal& refusal);

// To scan.list; `more`: the limit left some out.
[[nodiscard]] std::string encode_jobs(std::string_view correlation,
                                      std::span<const JobSummary> jobs, bool more);
// To signals.latest.
[[nodiscard]] std::string encode_latest(std::string_view correlation,
                                        std::span<const Signal> signals, bool truncated);
// To exchanges.list, best first.
[[nodiscard]] std::string encode_exchanges(std::string_view correlation,
                                           std::span<const ExchangeReport> exchanges);
[[nodiscard]] std::string encode_daemon_status(std::string_view correlation,
                                               const DaemonStatus& status);
// To ping. `time_ms`: the daemon's clock, UTC.
[[nodiscard]] std::string encode_pong(std::string_view correlation, std::string_view version,
                                      std::int64_t time_ms);

}  // namespace scand::proto
