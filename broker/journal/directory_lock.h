#pragma once
// One process at a time on a directory: a lock file that the kernel lets go of when its holder
// ends, however it ends.

#include <string>

#include "broker/journal/file_handle.h"
#include "broker/journal/journal.h"
#include "lib/base/result.h"

namespace scand::broker {

enum class LockMode : std::uint8_t { owner, reader };  // one owner, or any number of readers

struct LockFailure {
  bool held = false;  // by another; else the file cannot be had
  std::string message;
};

class DirectoryLock {
 public:
  [[nodiscard]] static base::Result<DirectoryLock, LockFailure> take(const std::string& directory,
                                                                     LockMode mode);

 private:
  explicit DirectoryLock(FileHandle file) : file_(std::move(file)) {}

  FileHandle file_;
};

}  // namespace scand::broker
