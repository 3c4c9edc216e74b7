#pragma once
// Opens the durable journal in a directory. Makes one where there is none; refuses one in which
// anything acknowledged may be missing or wrong. JOURNAL.md says what is in the directory and what
// each kind of damage leads to. Reads and writes files; takes as long as reading all records takes.

#include <cstdint>
#include <string>

#include "broker/journal/commit_seal.h"
#include "broker/journal/directory_lock.h"
#include "broker/journal/journal_contents.h"
#include "broker/journal/record_store.h"
#include "lib/base/clock.h"
#include "lib/base/result.h"

namespace scand::broker {

struct OpenFailure {
  // in_use: another process has it. refused: by the system or the disk. damaged: see above.
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
  std::string quarantined;  // why a damaged journal was moved, and where to; empty: none was
};

// quarantine: move a damaged journal aside and begin a new one.
enum class OnDamage : std::uint8_t { refuse, quarantine };

// `new_epoch`: a lower-case hex string, used only when a journal is made.
[[nodiscard]] base::Result<OpenedJournal, OpenFailure> open_journal(const std::string& directory,
                                                                    const std::string& new_epoch,
                                                                    OnDamage on_damage,
                                                                    base::WallTime now);

// Opens a journal for reading only and changes nothing. Refused while a scand uses it.
struct InspectedJournal {
  DirectoryLock lock;
  RecordStore store;
  SealedCommit sealed;
  JournalContents contents;
};
[[nodiscard]] base::Result<InspectedJournal, OpenFailure> inspect_journal(
    const std::string& directory);

}  // namespace scand::broker
