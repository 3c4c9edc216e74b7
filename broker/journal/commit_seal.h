#pragma once
// The number of the last acknowledged commit, kept apart from the journal itself: a journal that
// ends before it has lost what was acknowledged. A small file of fixed size with two slots, each
// with its checksum. A write outlives the process at once, and the machine once it is synced: until
// then all writes go to one slot, and the other holds the commit that was synced last, so that a
// torn write never leaves none.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "broker/journal/file_handle.h"
#include "broker/journal/journal.h"
#include "lib/base/result.h"

namespace scand::broker {

struct SealedCommit {
  std::uint64_t commit = 0;
  std::uint64_t last_seq = 0;
  std::uint64_t journal = 0;  // the checksum of its epoch; 0: it is being made
  friend bool operator==(const SealedCommit&, const SealedCommit&) = default;
};

class CommitSeal {
 public:
  // Makes the file, whole or not at all, both slots written with this commit.
  [[nodiscard]] static base::Status<JournalFailure> make(const std::string& path,
                                                         const SealedCommit& first);
  // nullopt: no slot can be believed.
  [[nodiscard]] static base::Result<std::optional<SealedCommit>, JournalFailure> read(
      const std::string& path);
  [[nodiscard]] static base::Result<CommitSeal, JournalFailure> open(const std::string& path);

  // Told to the system when it returns.
  [[nodiscard]] base::Status<JournalFailure> write(const SealedCommit& commit);
  // On disk when it returns. After a failure only what is written anew can be synced.
  [[nodiscard]] base::Status<JournalFailure> sync();
  [[nodiscard]] bool unsynced() const { return unsynced_; }

 private:
  CommitSeal(FileHandle file, std::string path, std::size_t next_slot);

  FileHandle file_;
  std::string path_;
  std::size_t next_slot_;
  bool unsynced_ = false;  // the next slot has a commit that is not known to be on disk
};

}  // namespace scand::broker
