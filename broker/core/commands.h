#pragma once
// What the core wants done. Each kind names the shell that does it; commands for one shell are to
// be carried out in the order in which the core returned them.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "broker/core/events.h"
#include "lib/base/clock.h"
#include "proto/daemon_status.h"
#include "proto/messages.h"
#include "proto/progress.h"
#include "proto/scan_request.h"
#include "proto/scan_result.h"
#include "proto/scan_task.h"

namespace scand::broker {

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
// Its client was refused before the journal answered: should the job be or come there, drop it.
struct ForgetJob {
  std::string job_id;
};
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
// It did not come back in time. The replacement has a new id; what this one still says is ignored.
// (A worker whose handler threw is not replaced: it says ready again by itself.)
struct ReplaceWorker {
  WorkerId worker = 0;
};
// To the collector, one ordered stream a job: begin, one of part/missing for each exchange, finish.
struct Begin {
  std::string job_id;
  proto::ScanRequest request;
  base::Now accepted;
};
struct PartStarted {
  std::string job_id;
  std::string exchange;  // canonical id
};                       // a worker took it; told once, however many attempts follow
struct Part {
  std::string job_id;
  std::string exchange;
  base::Bytes payload;
  std::uint32_t attempts = 0;
  bool shared = false;          // another job's task served this one
  base::MonoTime task_started;  // of this attempt; may lie before the job's acceptance
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
// To the observer, by way of the collector: an exchange is left alone from now on, or no longer.
struct CircuitChanged {
  std::string exchange;  // canonical id
  proto::MarketType market = proto::MarketType::spot;
  proto::CircuitReport now;
};
// Every job has ended and its result is on disk (or was left to the journal): the loop may close.
struct Drained {};
}  // namespace command

using Command =
    std::variant<command::ReplyAccepted, command::ReplyRefused, command::ReplyStatus,
                 command::JournalJob, command::ReadResult, command::ForgetJob, command::Dispatch,
                 command::StopTask, command::ExtendTask, command::ReplaceWorker, command::Begin,
                 command::PartStarted, command::Part, command::Missing, command::Progress,
                 command::Finish, command::CircuitChanged, command::Drained>;

}  // namespace scand::broker
