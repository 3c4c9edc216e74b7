#pragma once
// What the broker's threads hand to each other, and how much of it may wait.
//
//   broker ──JournalMail──▶ journal ──BrokerMail──▶ broker        tokens, results to send
//   broker ──CollectorMail─▶ collector ──JournalMail─▶ journal    results to keep
//                            collector ◀──StoredResult── journal  kept: publish
//                            collector ──BrokerMail──▶ broker     replies to signals.latest

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

#include "broker/core/commands.h"
#include "broker/core/events.h"
#include "lib/base/bytes.h"
#include "proto/request/parse_query.h"
#include "proto/scan_result.h"

namespace scand::broker {

struct StoredResult {
  std::string job_id;
  std::uint64_t seq = 0;
  base::Bytes encoded;  // the bare result, msgpack
  proto::JobStatus status = proto::JobStatus::complete;
};

// Small state beside the jobs that has to outlive the process: an exchange's hold, its rank. The
// newest value of a key is the one that counts; an empty value erases it.
struct JournalNote {
  std::string key;    // "<kind>/<whose>"
  std::string value;  // its writer's form
};

// A reply whose body another thread has made: `head` and then `blob` (may be null), one frame.
struct ReadyReply {
  ClientRef client;
  std::string head;
  base::Bytes blob;
  bool answers_read = false;    // to a ReadResult: one read less under way
  bool answers_replay = false;  // to a ReadResults
};

// A scan.replay, for the journal.
struct ReadResults {
  ClientRef client;
  proto::ReplayQuery query;
};

struct ReadLatest {
  ClientRef client;
  proto::LatestQuery query;
};

using BrokerMail = std::variant<Event, ReadyReply>;
using JournalMail = std::variant<command::JournalJob, command::ForgetJob, command::ReadResult,
                                 ReadResults, StoredResult, JournalNote>;
using CollectorMail =
    std::variant<command::Begin, command::PartStarted, command::Part, command::Missing,
                 command::Progress, command::Finish, command::CircuitChanged, ReadLatest>;

// Room in each mailbox. Beyond it an Outbox holds one turn's output and its owner stops taking new
// work, so these set when back-pressure begins, not whether anything is lost.
inline constexpr std::size_t kMailboxItems = 16'384;
// Reads of results that may be under way; past it a get is refused `busy`. Above what the core lets
// wait (max_waiters), so that the end of a job with many waiters refuses none of them.
inline constexpr std::size_t kReadsMax = 8'192;
// Replays under way; each is answered with a page of kReplayBytesMax, or one result that is larger.
inline constexpr std::size_t kReplaysMax = 32;
// Progress and queries stop at half the room: parts and results have the rest.
inline constexpr std::size_t kDroppableItems = kMailboxItems / 2;
static_assert(kReadsMax <= kMailboxItems / 2, "reads leave half the journal's room to commits");

}  // namespace scand::broker
