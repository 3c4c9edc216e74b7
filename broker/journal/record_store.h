#pragma once
// An ordered map on disk whose writes are atomic and, if asked, synced. It is RocksDB; nothing else
// in scand knows RocksDB. Every read checks RocksDB's checksums. Memory is kept small. Used by the
// journal's thread.
//
// After a failed write RocksDB is closed at once and opened for reading only;
// reopen_for_writing() brings it back. RocksDB's own recovery (Resume(), and a thread that waits
// for room) is off: in the release that we link, both can write to a log that has failed, and then
// RocksDB aborts the process. Opening it again reads the log as a start does, so the store then
// holds what is on disk.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/result.h"

namespace scand::broker {

struct StoreFault {
  // damaged: what is on disk is not what was written. refused: by the disk or the system.
  enum class Kind : std::uint8_t { damaged, refused };
  Kind kind = Kind::refused;
  std::string message;
};

// One key to put or to erase. The value is stored as `head` followed by `tail`, so that a large one
// need not be copied to append its checksum.
struct StoreWrite {
  std::string key;
  std::string_view head;  // must outlive the write
  std::string tail;
  bool erase = false;
};

enum class StoreMode : std::uint8_t { create, open, read_only };

// What to do about damage inside the log, as a power cut in the middle of a write can leave it (a
// later block is there, an earlier one is not). end_before: the log ends before the damage, and
// opening for writing drops the rest.
enum class LogDamage : std::uint8_t { refuse, end_before };

class RecordStore {
 public:
  RecordStore();
  ~RecordStore();
  RecordStore(RecordStore&&) noexcept;
  RecordStore& operator=(RecordStore&&) noexcept;

  [[nodiscard]] static base::Result<RecordStore, StoreFault> open(
      const std::string& directory, StoreMode mode, LogDamage damage = LogDamage::refuse);
  // All of `writes` or none. With `sync`, they are on disk when this returns. After a failure the
  // store takes no writes until reopen_for_writing(). It can still be read and shows what is on
  // disk; the failed write may or may not be there.
  [[nodiscard]] base::Status<StoreFault> write(const std::vector<StoreWrite>& writes, bool sync);
  // Opens the store for writing again if the disk has room; otherwise it stays readable. Takes as
  // long as a start.
  [[nodiscard]] base::Status<StoreFault> reopen_for_writing();
  // A null pointer: there is no such key.
  [[nodiscard]] base::Result<std::shared_ptr<std::string>, StoreFault> read(
      const std::string& key) const;
  // Calls `each` for every key that begins with `kind`, in order, until it returns false.
  [[nodiscard]] base::Status<StoreFault> scan(
      char kind,
      const std::function<bool(std::string_view key, std::string_view value)>& each) const;

 private:
  struct Parts;
  explicit RecordStore(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace scand::broker
