#pragma once
// The messages between the broker's threads, and the room in their mailboxes.
//
//   broker ──JournalMail───▶ journal      jobs to store, results to read
//   broker ──CollectorMail─▶ collector    what jobs do
//   collector ──JournalMail▶ journal      results to store
//   journal ──BrokerMail───▶ broker       answers as events, replies that are ready to send
//   journal ──StoredResult─▶ collector    stored: publish it
//   collector ──BrokerMail─▶ broker       replies to signals.latest
//
// Plain values, moved from thread to thread; blobs are shared and immutable.

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

// Small state beside the jobs that must survive a restart, such as the hold of an exchange or its
// rank. The newest value of a key counts; an empty value erases the key.
struct JournalNote {
  std::string key;    // "<kind>/<owner>"
  std::string value;  // in the owner's own format
};

// A reply that another thread has encoded: one frame, `head` followed by `blob` (may be null).
struct ReadyReply {
  ClientRef client;
  std::string head;
  base::Bytes blob;
  bool answers_read = false;    // to a ReadResult: one read fewer is under way
  bool answers_replay = false;  // to a ReadResults
};

// A scan.replay, for the journal.
struct ReadResults {
  ClientRef client;
  proto::ReplayQuery query;
};

// A signals.latest, for the collector.
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

// The room of each mailbox. When a mailbox is full, the sender's Outbox holds back the output of
// one turn and the sender stops taking new work. So this bound decides when back-pressure begins,
// not whether anything is lost.
inline constexpr std::size_t kMailboxItems = 16'384;
// Reads of results that may be under way; past it a get is refused with `busy`. More than the core
// lets wait (CoreConfig::max_waiters), so that the end of a job with many waiters refuses none.
inline constexpr std::size_t kReadsMax = 8'192;
// Replays that may be under way. Each is answered with a page of kReplayBytesMax, or with one
// result that is larger.
inline constexpr std::size_t kReplaysMax = 32;
// Progress and queries may be dropped. They stop at half the room and leave the rest to parts and
// results, which must arrive.
inline constexpr std::size_t kDroppableItems = kMailboxItems / 2;
static_assert(kReadsMax <= kMailboxItems / 2, "reads leave half the journal's room to commits");

}  // namespace scand::broker
