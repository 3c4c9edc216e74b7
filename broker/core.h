#pragma once
// The one owner of the truth: jobs, tasks, worker credit, attempts, deadlines, what is terminal.
// A pure state machine: it takes events and a time and returns commands; it owns no socket, thread,
// clock or file, and decodes no payload. broker_loop feeds it; tests/sim drives it with a seed.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lib/base/clock.h"
#include "proto/messages.h"
#include "proto/progress.h"
#include "proto/scan_request.h"
#include "proto/scan_result.h"
#include "proto/scan_task.h"

namespace scand::broker {

using WorkerId = std::uint32_t;
using Bytes = std::shared_ptr<const std::string>;  // encoded once, handed on, never changed

// Where a reply goes: the ROUTER's address of a peer and the request's own correlation.
struct ClientRef {
  int endpoint = 0;         // which ROUTER: 0 is the public one
  std::string routing_id;   // an address, never an identity
  bool delimiter = false;   // REQ peers: the empty frame is mirrored
  std::string correlation;  // the request's `id`, encoded as it came
  friend bool operator==(const ClientRef&, const ClientRef&) = default;
};

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
struct WorkerReady {
  WorkerId worker = 0;
};  // one credit; a worker grants it between tasks
struct TaskTold {
  WorkerId worker = 0;
  std::uint64_t task_id = 0;
  std::uint32_t attempt = 0;
  proto::TaskProgress progress;
};
// The header of an answer; the payload is an encoded PartialResult that only the collector reads.
enum class Outcome : std::uint8_t { ok, failed, lost };
struct TaskAnswered {
  WorkerId worker = 0;
  std::uint64_t task_id = 0;
  std::uint32_t attempt = 0;
  Outcome outcome = Outcome::ok;
  std::optional<proto::ErrorKind> error_kind;  // with failed
  std::string message;                         // with lost: what the handler threw
  std::int64_t duration_ns = 0;                // worker time, for the ranking
  Bytes payload;                               // empty with lost
};
struct Tick {};
struct Drain {};  // stop accepting; finish what runs
}  // namespace event

using Event =
    std::variant<event::Submit, event::Get, event::Wait, event::Cancel, event::JobJournaled,
                 event::JobRefusedByJournal, event::ResultJournaled, event::WorkerReady,
                 event::TaskTold, event::TaskAnswered, event::Tick, event::Drain>;

namespace command {
// To the frontend.
struct ReplyAccepted {
  ClientRef client;
  std::string job_id;
  proto::JobStatus status;
};
struct ReplyRefused {
  ClientRef client;
  proto::Refusal refusal;
};
struct ReplyStatus {
  ClientRef client;
  std::string job_id;
  proto::JobStatus status;
};
// To the journal, in this order.
struct JournalJob {
  std::string job_id;
  proto::ScanRequest request;
  std::int64_t accepted_ms = 0;
};
struct ReadResult {
  ClientRef client;
  std::string job_id;
};  // answers scan.result through the frontend
struct ForgetJob {
  std::string job_id;
};  // refused before it began
// To the pool.
struct Dispatch {
  WorkerId worker = 0;
  proto::ScanTask task;
  base::MonoTime deadline;
};
struct StopTask {
  WorkerId worker = 0;
  std::uint64_t task_id = 0;
  std::uint32_t attempt = 0;
};
struct ExtendTask {
  WorkerId worker = 0;
  std::uint64_t task_id = 0;
  std::uint32_t attempt = 0;
  base::MonoTime deadline;
};
struct ReplaceWorker {
  WorkerId worker = 0;
};  // it is lost: its late answers are stale
// To the collector, one ordered stream a job: begin, one of part/missing for each exchange, finish.
struct Begin {
  std::string job_id;
  proto::ScanRequest request;
  base::Now accepted;
};
struct PartStarted {
  std::string job_id;
  std::string exchange;
};  // canonical id; a worker took it
struct Part {
  std::string job_id;
  std::string exchange;
  Bytes payload;
  std::uint32_t attempts = 0;
  bool shared = false;          // another job's task served this one
  base::MonoTime task_started;  // when a worker took it; may lie before the job's acceptance
  base::MonoTime arrived;
};
struct Missing {
  std::string job_id;
  std::string exchange;
  proto::Failure failure;
  std::uint32_t attempts = 0;
  std::optional<base::MonoTime> task_started;
  base::MonoTime at;
};
struct Progress {
  proto::JobProgress progress;
};
struct Finish {
  std::string job_id;
  proto::JobStatus status;
  std::uint64_t seq = 0;
  std::optional<proto::Failure> failure;
};
struct Drained {};  // nothing is left: the loop may close
}  // namespace command

using Command =
    std::variant<command::ReplyAccepted, command::ReplyRefused, command::ReplyStatus,
                 command::JournalJob, command::ReadResult, command::ForgetJob, command::Dispatch,
                 command::StopTask, command::ExtendTask, command::ReplaceWorker, command::Begin,
                 command::PartStarted, command::Part, command::Missing, command::Progress,
                 command::Finish, command::Drained>;

}  // namespace scand::broker
