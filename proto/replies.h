#pragma once
// Encodes the replies to clients, each as a whole msgpack message (SPEC.md, "Replies").
// `correlation` is the request's `id` as read_request_message() returns it: already encoded; empty
// becomes null.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "proto/daemon_status.h"
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
// The beginning of a scan.result message. Append the bytes of an encoded result to complete it: a
// result is encoded once, and its bytes are sent as they are.
[[nodiscard]] std::string encode_result_head(std::string_view correlation);
// The beginning of a reply to scan.replay. Append the bytes of `results` encoded results to
// complete it.
struct ReplayHead {
  std::string_view epoch;
  std::uint64_t last_seq = 0;  // of the newest result that is kept
  bool more = false;           // later results than these are kept
  std::size_t results = 0;     // how many follow
};
[[nodiscard]] std::string encode_replay_head(std::string_view correlation, const ReplayHead& head);
// To any request that is refused.
[[nodiscard]] std::string encode_error(std::string_view correlation, const Refusal& refusal);

// To scan.list. `more`: the limit left jobs out.
[[nodiscard]] std::string encode_jobs(std::string_view correlation,
                                      std::span<const JobSummary> jobs, bool more);
// To signals.latest.
[[nodiscard]] std::string encode_latest(std::string_view correlation,
                                        std::span<const Signal> signals, bool truncated);
// To exchanges.list, best first.
[[nodiscard]] std::string encode_exchanges(std::string_view correlation,
                                           std::span<const ExchangeReport> exchanges);
// To status.
[[nodiscard]] std::string encode_daemon_status(std::string_view correlation,
                                               const DaemonStatus& status);
// To ping. `time_ms`: the time of the daemon's clock, UTC.
[[nodiscard]] std::string encode_pong(std::string_view correlation, std::string_view version,
                                      std::int64_t time_ms);

}  // namespace scand::proto
