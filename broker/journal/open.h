#pragma once
// Opens the durable journal of a directory: makes it where there is none, refuses it when anything
// that was acknowledged may be missing or wrong. JOURNAL.md says what is in the directory.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "broker/journal/commit_seal.h"
#include "broker/journal/contents.h"
#include "broker/journal/directory_lock.h"
#include "broker/journal/record_store.h"
#include "lib/base/clock.h"
#include "lib/base/result.h"

namespace scand::broker {

struct OpenFailure {
  enum class Kind : std::uint8_t { in_use, refused, damaged };
  Kind kind = Kind::refused;
  std::string message;  // what and where
};

struct OpenedJournal {
  std::string directory;
  DirectoryLock lock;
  RecordStore store;
  CommitSeal seal;
  JournalContents contents;
  std::string set_aside;  // where a damaged one was moved to; empty: there was none
};

enum class OnDamage : std::uint8_t { refuse, quarantine };

// `new_epoch`: a lower-case hex string, used when the journal is made.
[[nodiscard]] base::Result<OpenedJournal, OpenFailure> open_journal(const std::string& directory,
                                                                    const std::string& new_epoch,
                                                                    OnDamage on_damage,
                                                                    base::WallTime now);

// For a look at it, without changing anything; not while a scand has it.
struct InspectedJournal {
  DirectoryLock lock;
  RecordStore store;
  SealedCommit sealed;
  JournalContents contents;
};
[[nodiscard]] base::Result<InspectedJournal, OpenFailure> inspect_journal(
    const std::string& directory);

}  // namespace scand::broker
