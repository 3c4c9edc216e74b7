#pragma once
// The messages on inproc://workers, between the pool's ROUTER and the workers' DEALERs in this
// process. Integers are big-endian; a number after a colon is a size in bytes.
//
//   to a worker     'T' task_id:8 attempt:4          then a frame: the ScanTask
//   from a worker   'R'                              ready: grants one credit (one task)
//                   'P' task_id:8 attempt:4 stage:1 done:4 total:4      progress
//                   'A' task_id:8 attempt:4 outcome:1 error_kind:1 (255: none) duration_ns:8
//                       credits:1 (0 or 1) message   the answer, then a frame: the PartialResult,
//                                                    empty when the attempt was lost
//
// The broker's thread reads headers only; the collector decodes the second frame. All functions are
// pure. Decoders return nullopt for bytes that are not exactly of this form.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "broker/core/events.h"

namespace scand::broker {

// Which attempt at which task. Tells the awaited answer from a stale one.
struct AttemptId {
  std::uint64_t task_id = 0;
  std::uint32_t attempt = 0;
  friend bool operator==(const AttemptId&, const AttemptId&) = default;
};

[[nodiscard]] std::string encode_task_header(const AttemptId& attempt);
[[nodiscard]] std::optional<AttemptId> decode_task_header(std::string_view header);

[[nodiscard]] std::string encode_ready();
[[nodiscard]] std::string encode_header(const event::TaskProgressed& progressed);
[[nodiscard]] std::string encode_header(const event::TaskAnswered& answered, bool with_credit);

// A message of a worker, decoded.
struct WorkerMessage {
  Event event;
  bool credit = false;  // an answer that grants the next credit, too
};
[[nodiscard]] std::optional<WorkerMessage> decode_from_worker(WorkerId worker,
                                                              std::string_view header,
                                                              std::string&& payload);

// A worker's routing id on the ROUTER.
[[nodiscard]] std::string worker_address(WorkerId worker);
[[nodiscard]] std::optional<WorkerId> parse_worker_address(std::string_view address);

}  // namespace scand::broker
