#pragma once
// Owns a file descriptor and closes it. The seal and the lock use their files through system calls
// (pwrite, fdatasync, flock) that C++ streams do not offer.
// Small: one owner type that two units share.

#include <unistd.h>
#include <utility>

namespace scand::broker {

class FileHandle {
 public:
  // Takes what ::open() returned; negative: it failed, and there is nothing to close.
  explicit FileHandle(int fd = -1) : fd_(fd) {}
  FileHandle(FileHandle&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileHandle& operator=(FileHandle&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~FileHandle() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }

 private:
  int fd_;
};

}  // namespace scand::broker
