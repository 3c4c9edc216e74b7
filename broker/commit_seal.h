#pragma once
// The number of the last acknowledged commit, kept apart from the journal itself: a journal that
// ends before it has lost what was acknowledged. A small file of fixed size with two slots that are
// written in turn, each with its checksum: a torn write spoils one slot, and the other holds the
// commit before, which was all that had been acknowledged. What follows a write that failed goes to
// the same slot: that of the last acknowledged commit is never written over.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "broker/file_handle.h"
#include "broker/journal.h"
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

  // On disk when it returns.
  [[nodiscard]] base::Status<JournalFailure> write(const SealedCommit& commit);

 private:
  CommitSeal(FileHandle file, std::string path, std::size_t next_slot);

  FileHandle file_;
  std::string path_;
  std::size_t next_slot_;
};

}  // namespace scand::broker
