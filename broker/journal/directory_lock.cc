// Tested by tests/unit/broker/journal/journal_damage_test.cc
#include "broker/journal/directory_lock.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace scand::broker {
namespace {

// Only for the message: the lock itself is in the kernel, not in the file's text.
std::string holder(int fd) {
  std::array<char, 24> text{};
  const auto size = ::pread(fd, text.data(), text.size() - 1, 0);
  return size > 0 ? fmt::format("process {}", text.data()) : std::string("another process");
}

}  // namespace

base::Result<DirectoryLock, LockFailure> DirectoryLock::acquire(const std::string& directory,
                                                                LockMode mode) {
  const bool owner = mode == LockMode::owner;
  const std::string path = directory + "/lock";
  FileHandle file(::open(path.c_str(), (owner ? O_RDWR | O_CREAT : O_RDONLY) | O_CLOEXEC, 0600));
  if (!file.is_open())
    return LockFailure{
        false, fmt::format("cannot open {}: {}", path, std::generic_category().message(errno))};
  if (::flock(file.get(), (owner ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0)
    return LockFailure{true, fmt::format("{} is in use by {}", directory, holder(file.get()))};
  if (owner) {
    const std::string pid = std::to_string(::getpid());
    if (::ftruncate(file.get(), 0) != 0 || ::pwrite(file.get(), pid.data(), pid.size(), 0) < 0)
      return LockFailure{
          false, fmt::format("cannot write {}: {}", path, std::generic_category().message(errno))};
  }
  return DirectoryLock(std::move(file));
}

}  // namespace scand::broker
