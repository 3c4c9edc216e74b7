#pragma once
// Where jobs and results are kept. A group of appends becomes one commit; what a commit means is
// the implementation's to say, and a promise from then on:
//
//   memory_journal   kept until the process ends or the bounds push it out
//   rocks_journal    kept when the machine loses its power: synced before commit() returns
//
// The core acknowledges a job only after the commit that holds it; the publisher publishes a result
// only after the commit that holds it. Used by the journal's thread alone.

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

struct JournalFailure {
  std::string message;  // what, where, what to do
};

// Results in the order of their numbers.
struct ReplayPage {
  std::vector<StoredResult> results;
  std::uint64_t last_seq = 0;  // of the newest that is kept
  bool more = false;           // results after these are kept, too
};

// What an earlier life left: jobs in the order of their acceptance, results by number.
struct Restored {
  std::vector<event::RestoreJob> jobs;        // unfinished
  std::vector<event::RestoreResult> results;  // finished and still kept
  std::vector<JournalNote> notes;
};

// What is kept now, for `status`.
struct JournalHoldings {
  bool durable = false;
  std::uint64_t jobs = 0;  // finished ones, too
  std::uint64_t results = 0;
  std::uint64_t bytes = 0;  // of the results
};

class Journal {
 public:
  virtual ~Journal() = default;

  // Names the life of the sequence numbers: a lower-case hex string, made with the journal.
  [[nodiscard]] virtual const std::string& epoch() const = 0;
  // Of the newest result that a commit holds; 0: none yet.
  [[nodiscard]] virtual std::uint64_t last_seq() const = 0;

  // These add to the open group; nothing is promised until commit().
  virtual void append_job(const command::JournalJob& job) = 0;
  virtual void append_result(const StoredResult& result) = 0;
  virtual void forget_job(const std::string& job_id) = 0;
  virtual void append_note(const JournalNote& note) = 0;

  // All of the group is kept, or, with a failure, none of it and the group is empty again.
  [[nodiscard]] virtual base::Status<JournalFailure> commit(base::WallTime now) = 0;

  // What a commit leaves for a quiet moment. Nothing that was kept is lost where it fails; then the
  // next commit takes care of it before it is acknowledged.
  [[nodiscard]] virtual base::Status<JournalFailure> settle() { return base::Ok{}; }

  // The encoded result of a finished job, or a refusal (not_found).
  [[nodiscard]] virtual base::Result<base::Bytes, proto::Refusal> read_result(
      const std::string& job_id) const = 0;

  // Results from number `from_seq` on, so many whole ones as `bytes_max` holds, but at least one.
  // `too_old` when that one is no longer kept (it names the oldest that is); past the last: none.
  [[nodiscard]] virtual base::Result<ReplayPage, proto::Refusal> read_results(
      std::uint64_t from_seq, std::size_t bytes_max) const = 0;

  // Once, before the first append.
  [[nodiscard]] virtual Restored restore() = 0;

  // Lets go of the oldest results past the bounds; the jobs they were of.
  [[nodiscard]] virtual std::vector<std::string> evict(base::WallTime now) = 0;

  [[nodiscard]] virtual JournalHoldings holdings() const = 0;
};

}  // namespace scand::broker
