#pragma once
// A disk that gives an error: while this lives, one kind of call on some files of a directory
// fails.

#include <atomic>
#include <cstddef>
#include <string>

#include "tests/kit/disk/disk_calls.h"

namespace scand::broker::test {

struct DiskError {
  DiskCall::Kind call = DiskCall::Kind::write;
  std::string file;      // names that end so; empty: all
  int error = 0;         // errno
  std::size_t room = 0;  // so many bytes are still written, the last write short
};

class DiskErrors {
 public:
  DiskErrors(const std::string& directory, DiskError error);

  [[nodiscard]] std::size_t given() const { return given_; }  // so far

 private:
  DiskAnswer answer(const DiskCall& call);

  DiskError error_;
  std::atomic<std::size_t> given_{0};
  const DiskWatch watch_;
};

}  // namespace scand::broker::test
