#pragma once
// Simulates a full disk: while this object lives, no file of this process can grow past `bytes`. A
// write beyond that fails with "File too large" (EFBIG).

#include <csignal>
#include <cstddef>
#include <stdexcept>
#include <sys/resource.h>

namespace scand::broker::test {

class FileSizeLimit {
 public:
  explicit FileSizeLimit(std::size_t bytes) {
    before_handler_ = std::signal(SIGXFSZ, SIG_IGN);
    if (getrlimit(RLIMIT_FSIZE, &before_) != 0) throw std::runtime_error("no file size limit");
    rlimit limit = before_;
    limit.rlim_cur = bytes;
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) throw std::runtime_error("no file size limit");
  }
  ~FileSizeLimit() {
    (void)setrlimit(RLIMIT_FSIZE, &before_);
    (void)std::signal(SIGXFSZ, before_handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*before_handler_)(int) = nullptr;
};

}  // namespace scand::broker::test
