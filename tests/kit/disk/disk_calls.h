#pragma once
// The calls by which this program's files are written and made durable. A program that links this
// has write, pwrite, fsync and fdatasync of its own, in front of the C library's, so that RocksDB's
// calls pass here as ours do; a watch decides what becomes of those on the files of a directory.
//
// Not seen: what the C library writes for itself (stdio), mapped files, reads, and calls on names
// and sizes (open, rename, unlink, ftruncate, fallocate).

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace scand::broker::test {

struct DiskCall {
  enum class Kind : std::uint8_t { write, sync };
  Kind kind = Kind::write;
  std::string file;       // below the watched directory: "db/000004.log"; empty: the directory
  std::size_t bytes = 0;  // of a write
  // Makes the call, of a write the first so many bytes of it, and returns what it does.
  std::function<long(std::size_t bytes)> pass;
};

// What the caller is told: as by the system's call, which is -1 with an `error` (errno).
struct DiskAnswer {
  long result = 0;
  int error = 0;
};

// The calls on files below the directory are answered by `answer` as long as this lives: from any
// thread, one at a time. It may read files; it must not write any but by pass().
class DiskWatch {
 public:
  using Answer = std::function<DiskAnswer(const DiskCall&)>;
  DiskWatch(const std::string& directory, Answer answer);
  ~DiskWatch();
  DiskWatch(const DiskWatch&) = delete;
  DiskWatch& operator=(const DiskWatch&) = delete;

 private:
  friend struct DiskWatches;
  std::string directory_;  // as the system has it, with a slash at the end
  Answer answer_;
};

}  // namespace scand::broker::test
