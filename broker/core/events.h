#pragma once
// What the core is told: by clients through the frontend, by the journal, by the workers, by time.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "broker/core/client_ref.h"
#include "lib/base/bytes.h"
#include "lib/base/clock.h"
#include "proto/error_kind.h"
#include "proto/progress.h"
#include "proto/scan_request.h"
#include "proto/scan_result.h"

namespace scand::broker {

using WorkerId = std::uint32_t;

namespace event {
struct Submit {
  ClientRef client;
  proto::ScanRequest request;
};
struct Get {
  ClientRef client;
  std::string job_id;
};
struct Wait {
  ClientRef client;
  std::string job_id;
  std::uint64_t timeout_ms = 0;
};
struct Cancel {
  ClientRef client;
  std::string job_id;
};
struct JobJournaled {
  std::string job_id;
};  // the synced commit that holds the job
struct JobRefusedByJournal {
  std::string job_id;
  std::string why;
};
struct ResultJournaled {
  std::string job_id;
};  // ... that holds its result
// The journal let go of a finished job: it is unknown from now on, its requestId is free.
struct JobEvicted {
  std::string job_id;
};
// Told at start, before anything else: what the journal holds from an earlier life.
struct RestoreJob {  // acknowledged and unfinished: it runs again, under its old deadline
  std::string job_id;
  proto::ScanRequest request;
  std::int64_t accepted_ms = 0;
};
struct RestoreResult {  // finished: readable, and its requestId taken
  std::string job_id;
  proto::ScanRequest request;
  std::int64_t accepted_ms = 0;
  proto::JobStatus status = proto::JobStatus::complete;
  std::uint64_t seq = 0;
};
struct WorkerReady {
  WorkerId worker = 0;
};  // one credit; a worker grants it between tasks
struct TaskProgressed {
  WorkerId worker = 0;
  std::uint64_t task_id = 0;
  std::uint32_t attempt = 0;
  proto::TaskProgress progress;
};
// `lost` says that the handler threw: the worker goes on with a new handler and says ready again.
// The header of an answer; the payload is an encoded PartialResult that only the collector reads.
enum class Outcome : std::uint8_t { ok, failed, lost };
struct TaskAnswered {
  WorkerId worker = 0;
  std::uint64_t task_id = 0;
  std::uint32_t attempt = 0;
  Outcome outcome = Outcome::ok;
  std::optional<proto::ErrorKind> error_kind;  // with failed
  std::string message;                         // with failed and lost: what went wrong
  std::int64_t duration_ns = 0;                // worker time, for the ranking
  base::Bytes payload;                         // empty with lost
};
struct Tick {};
// Stop accepting; what runs has `grace` to end, then it is ended. Told again, the shorter holds.
struct Drain {
  base::Nanos grace = std::chrono::seconds(20);
};
}  // namespace event

using Event =
    std::variant<event::Submit, event::Get, event::Wait, event::Cancel, event::JobJournaled,
                 event::JobRefusedByJournal, event::ResultJournaled, event::JobEvicted,
                 event::RestoreJob, event::RestoreResult, event::WorkerReady, event::TaskProgressed,
                 event::TaskAnswered, event::Tick, event::Drain>;

}  // namespace scand::broker
