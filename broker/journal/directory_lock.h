#pragma once
// Makes sure that one process at a time uses a directory: an flock() on the file `lock` in it. The
// kernel releases the lock when its holder ends, however it ends.

#include <cstdint>
#include <string>
#include <utility>

#include "broker/journal/file_handle.h"
#include "lib/base/result.h"

namespace scand::broker {

enum class LockMode : std::uint8_t { owner, reader };  // one owner, or any number of readers

struct LockFailure {
  bool in_use = false;  // another process has it; else the lock file cannot be opened or written
  std::string message;
};

// Holds the lock as long as it lives.
class DirectoryLock {
 public:
  [[nodiscard]] static base::Result<DirectoryLock, LockFailure> acquire(
      const std::string& directory, LockMode mode);

 private:
  explicit DirectoryLock(FileHandle file) : file_(std::move(file)) {}

  FileHandle file_;
};

}  // namespace scand::broker
