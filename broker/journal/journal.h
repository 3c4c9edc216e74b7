#pragma once
// Where accepted jobs, finished results and small notes are kept. Appends gather in a group;
// commit() keeps the whole group or none of it. How long that holds depends on the implementation:
//
//   memory_journal   until the process ends
//   rocks_journal    through a crash and a power cut: synced to disk before commit() returns
//
// The core acknowledges a job only after the commit that holds it, and the publisher publishes a
// result only after the commit that holds it. Used by the journal's thread alone.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "broker/core/commands.h"
#include "broker/core/events.h"
#include "broker/mail/mail.h"
#include "lib/base/bytes.h"
#include "lib/base/clock.h"
#include "lib/base/result.h"
#include "proto/messages.h"
#include "proto/scan_result.h"

namespace scand::broker {

// How much a journal keeps: past any of these the oldest results are evicted.
struct JournalLimits {
  std::size_t results = 10'000;
  std::size_t bytes = 256U << 20U;  // of the encoded results
  std::chrono::seconds age{24 * 3600};
};

struct JournalFailure {
  std::string message;  // what failed, where, and what to do
};

// Results in the order of their sequence numbers.
struct ReplayPage {
  std::vector<StoredResult> results;
  std::uint64_t last_seq = 0;  // of the newest result that is kept
  bool more = false;           // later results are kept, too
};

// What an earlier process left: jobs in the order of their acceptance, results by number.
struct Restored {
  std::vector<event::RestoreJob> jobs;        // unfinished
  std::vector<event::RestoreResult> results;  // finished and still kept
  std::vector<JournalNote> notes;
};

// What is kept now, for `status`.
struct JournalStats {
  bool durable = false;
  std::uint64_t jobs = 0;  // unfinished, and finished ones whose result is kept
  std::uint64_t results = 0;
  std::uint64_t bytes = 0;  // of the encoded results
};

class Journal {
 public:
  virtual ~Journal() = default;

  // Identifies the journal that the sequence numbers belong to: a lower-case hex string, made
  // together with the journal.
  [[nodiscard]] virtual const std::string& epoch() const = 0;
  // The highest sequence number that was ever committed; 0: none yet.
  [[nodiscard]] virtual std::uint64_t last_seq() const = 0;

  // These add to the open group. Nothing is promised before commit().
  virtual void append_job(const command::JournalJob& job) = 0;
  virtual void append_result(const StoredResult& result) = 0;
  virtual void forget_job(const std::string& job_id) = 0;
  virtual void append_note(const JournalNote& note) = 0;

  // Keeps all of the group. On failure keeps nothing of it. Either way the group is empty again.
  [[nodiscard]] virtual base::Status<JournalFailure> commit(base::WallTime now) = 0;

  // Does the work that commits left for a quiet moment. If it fails, nothing that was committed is
  // lost, and the next commit does that work before it returns.
  [[nodiscard]] virtual base::Status<JournalFailure> settle() { return base::Ok{}; }

  // The encoded result of a finished job, or a refusal (not_found).
  [[nodiscard]] virtual base::Result<base::Bytes, proto::Refusal> read_result(
      const std::string& job_id) const = 0;

  // The results from number `from_seq` on: as many whole results as fit into `bytes_max`, but at
  // least one if there is one. Refused (`too_old`, with the oldest number that is kept) when
  // `from_seq` is no longer kept.
  [[nodiscard]] virtual base::Result<ReplayPage, proto::Refusal> read_results(
      std::uint64_t from_seq, std::size_t bytes_max) const = 0;

  // Call once, before the first append.
  [[nodiscard]] virtual Restored restore() = 0;

  // Drops the oldest results that are past the limits. Returns the jobs they belonged to.
  [[nodiscard]] virtual std::vector<std::string> evict(base::WallTime now) = 0;

  [[nodiscard]] virtual JournalStats stats() const = 0;
};

}  // namespace scand::broker
