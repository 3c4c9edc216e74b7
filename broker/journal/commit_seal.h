#pragma once
// The number of the last acknowledged commit, kept in a file of its own, apart from the records. If
// the records end before the sealed commit, acknowledged data is missing. Without the seal, records
// that lost their end would look like a journal that was never written further.
//
// The file has a fixed size and two slots, each with a checksum. A write survives the process at
// once, and a power cut after sync(). All writes since the last sync go to the same slot; the other
// slot holds the last synced commit. So a torn write spoils one slot at most.
//
// Used by the journal's thread. Failures carry the path and the system's words.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "broker/journal/file_handle.h"
#include "broker/journal/journal.h"
#include "lib/base/result.h"

namespace scand::broker {

struct SealedCommit {
  std::uint64_t commit = 0;  // 0: the journal is being made
  std::uint64_t last_seq = 0;
  std::uint64_t epoch_checksum = 0;  // identifies the journal; 0: it is being made
  friend bool operator==(const SealedCommit&, const SealedCommit&) = default;
};

class CommitSeal {
 public:
  // Makes the file with this commit in both slots. It appears complete or not at all.
  [[nodiscard]] static base::Status<JournalFailure> make(const std::string& path,
                                                         const SealedCommit& first);
  // nullopt: neither slot is valid.
  [[nodiscard]] static base::Result<std::optional<SealedCommit>, JournalFailure> read(
      const std::string& path);
  [[nodiscard]] static base::Result<CommitSeal, JournalFailure> open(const std::string& path);

  // Hands the commit to the operating system; does not sync.
  [[nodiscard]] base::Status<JournalFailure> write(const SealedCommit& commit);
  // Makes the last write durable. After a failure the kernel may have dropped the data, so only a
  // new write can be synced.
  [[nodiscard]] base::Status<JournalFailure> sync();
  [[nodiscard]] bool unsynced() const { return unsynced_; }

 private:
  CommitSeal(FileHandle file, std::string path, std::size_t next_slot);

  FileHandle file_;
  std::string path_;
  std::size_t next_slot_;
  bool unsynced_ = false;  // next_slot_ holds a commit that may not be on disk yet
};

}  // namespace scand::broker
