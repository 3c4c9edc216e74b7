#pragma once
// What travels over inproc://workers, between this process's own threads. Integers are big-endian.
//
//   to a worker     'T' task_id:8 attempt:4          then a frame: the ScanTask
//   from a worker   'R'                              one credit
//                   'P' task_id:8 attempt:4 stage:1 done:4 total:4
//                   'A' task_id:8 attempt:4 outcome:1 error_kind:1 (255: none) duration_ns:8
//                       credits:1 (0 or 1) message   then a frame: the PartialResult, or nothing
//
// The broker reads headers only; the second frame is the collector's. Decoders return nullopt for
// bytes that do not say exactly this.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "broker/core/events.h"

namespace scand::broker {

// Which run of which task: the fence that tells a stale answer from the awaited one.
struct AttemptId {
  std::uint64_t task_id = 0;
  std::uint32_t attempt = 0;
  friend bool operator==(const AttemptId&, const AttemptId&) = default;
};

[[nodiscard]] std::string encode_task_header(const AttemptId& attempt);
[[nodiscard]] std::optional<AttemptId> decode_task_header(std::string_view header);

[[nodiscard]] std::string encode_ready();
[[nodiscard]] std::string encode_header(const event::TaskProgressed& told);
[[nodiscard]] std::string encode_header(const event::TaskAnswered& answered, bool with_credit);

// What these frames of `worker` say: an event, and whether a credit comes with it.
struct FromWorker {
  Event event;
  bool credit = false;
};
[[nodiscard]] std::optional<FromWorker> decode_from_worker(WorkerId worker, std::string_view header,
                                                           std::string&& payload);

// A worker's address on the ROUTER.
[[nodiscard]] std::string worker_address(WorkerId worker);
[[nodiscard]] std::optional<WorkerId> parse_worker_address(std::string_view address);

}  // namespace scand::broker
