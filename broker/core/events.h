#pragma once
// The core's input: requests of clients (through the frontend), answers of the journal, messages of
// workers, and time.

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
// From clients. Each gets exactly one reply, sooner or later.
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

// From the journal.
// The commit that holds the job is on disk.
struct JobJournaled {
  std::string job_id;
};
struct JobRefusedByJournal {
  std::string job_id;
  std::string why;
};
// The commit that holds the job's result is on disk.
struct ResultJournaled {
  std::string job_id;
};
// The journal has dropped a finished job. From now on the job is unknown and its requestId is free.
struct JobEvicted {
  std::string job_id;
};
// What the journal holds from an earlier process. Sent at start, before any other event.
// An acknowledged job without a result. It runs again, under its old deadline.
struct RestoreJob {
  std::string job_id;
  proto::ScanRequest request;
  std::int64_t accepted_ms = 0;
};
// A finished job. Its result can be read, and its requestId is taken.
struct RestoreResult {
  std::string job_id;
  proto::ScanRequest request;
  std::int64_t accepted_ms = 0;
  proto::JobStatus status = proto::JobStatus::complete;
  std::uint64_t seq = 0;
};

// From workers.
// One credit: the worker takes one task. It grants a credit at start and after each task.
struct WorkerReady {
  WorkerId worker = 0;
};
struct TaskProgressed {
  WorkerId worker = 0;
  std::uint64_t task_id = 0;
  std::uint32_t attempt = 0;
  proto::TaskProgress progress;
};
// lost: the task handler threw (the worker then makes itself a new handler and says ready again),
// the task could not be read, or the worker was gone.
enum class Outcome : std::uint8_t { ok, failed, lost };
// The core reads the fields of an answer, never the payload: an encoded PartialResult, which only
// the collector decodes.
struct TaskAnswered {
  WorkerId worker = 0;
  std::uint64_t task_id = 0;
  std::uint32_t attempt = 0;
  Outcome outcome = Outcome::ok;
  std::optional<proto::ErrorKind> error_kind;  // with failed
  std::string message;                         // with failed and lost: what went wrong
  std::int64_t duration_ns = 0;                // the worker's time, for the ranking
  base::Bytes payload;                         // empty with lost
};

// From the broker loop.
// Time has passed; see Core::next_deadline().
struct Tick {};
// Take no new jobs. Running jobs may go on for `grace`; then they are ended, or left to the journal
// (CoreConfig::drain_leaves_jobs). Of several drains, the earliest end counts.
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
