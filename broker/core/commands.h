#pragma once
// The core's output. Each command names the part of the broker that carries it out. Commands for
// one part must be carried out in the order in which the core returned them; between two parts
// there is no order. broker/command_runner sends each command on its way.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

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
// To the frontend: replies to clients.
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

// To the journal. It answers JournalJob with JobJournaled or JobRefusedByJournal.
struct JournalJob {
  std::string job_id;
  proto::ScanRequest request;
  std::int64_t accepted_ms = 0;
};
// The journal replies to the client with scan.result, through the frontend.
struct ReadResult {
  ClientRef client;
  std::string job_id;
};
// The client was refused before the journal answered. The journal must drop the job, whether it has
// stored it already or is still about to.
struct ForgetJob {
  std::string job_id;
};

// To the worker pool.
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
// The worker did not answer in time. The pool starts another one under a new id, and the core
// ignores whatever the old one still sends. (A worker whose handler threw is not replaced: it says
// ready again by itself.)
struct ReplaceWorker {
  WorkerId worker = 0;
};

// To the collector. Each job is one ordered stream: Begin, then one Part or Missing for each
// exchange, with PartStarted and Progress among them, then Finish.
struct Begin {
  std::string job_id;
  proto::ScanRequest request;
  base::Now accepted;
};
// A worker has started on the exchange. Sent for the first attempt only.
struct PartStarted {
  std::string job_id;
  std::string exchange;  // canonical id
};
struct Part {
  std::string job_id;
  std::string exchange;
  base::Bytes payload;
  std::uint32_t attempts = 0;
  bool shared = false;          // the task was created for another job
  base::MonoTime task_started;  // the last attempt; may be earlier than the job's acceptance
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
// To the observer, through the collector: an exchange's circuit has opened or closed.
struct CircuitChanged {
  std::string exchange;  // canonical id
  proto::MarketType market = proto::MarketType::spot;
  proto::CircuitReport now;
};

// To the broker loop: it may stop. Every job has ended with its result on disk, or was
// left to the journal.
struct Drained {};
}  // namespace command

using Command =
    std::variant<command::ReplyAccepted, command::ReplyRefused, command::ReplyStatus,
                 command::JournalJob, command::ReadResult, command::ForgetJob, command::Dispatch,
                 command::StopTask, command::ExtendTask, command::ReplaceWorker, command::Begin,
                 command::PartStarted, command::Part, command::Missing, command::Progress,
                 command::Finish, command::CircuitChanged, command::Drained>;

// One call of Core::handle(): the time it happens at, and the commands it has led to so far. The
// core passes it through all its parts.
struct Turn {
  base::Now now;
  std::vector<Command> commands;

  template <class C>
  void emit(C one) {
    commands.emplace_back(std::move(one));
  }
};

}  // namespace scand::broker
