#pragma once
// An ordered map on disk with synced, all-or-nothing writes: RocksDB, and all that knows it. Keeps
// its own memory small; every read checks RocksDB's checksums, too.
//
// After a failed write RocksDB is closed at once and opened again for reading only; mend() opens it
// for writing. Its own ways to go on (Resume(), and the thread that watches for room) are not used:
// in the release we link both can write to a log that has failed, on which RocksDB aborts the
// process. Opening anew reads the log as a start does, so what is kept is what is on disk.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/result.h"

namespace scand::broker {

struct StoreFault {
  enum class Kind : std::uint8_t { damaged, refused };  // refused: by the disk or the system
  Kind kind = Kind::refused;
  std::string message;
};

// A value as two pieces that are stored as one, so that no large one is copied to get its checksum.
struct StoreWrite {
  std::string key;
  std::string_view head;  // outlives the write
  std::string tail;
  bool erase = false;
};

enum class StoreMode : std::uint8_t { create, open, read_only };

// Damage within the log, as a power cut in the middle of a write may leave it (a later block
// without an earlier one): refused, or the log ends before it, and opening for writing lets go of
// the rest.
enum class LogDamage : std::uint8_t { refuse, end_before };

class RecordStore {
 public:
  RecordStore();
  ~RecordStore();
  RecordStore(RecordStore&&) noexcept;
  RecordStore& operator=(RecordStore&&) noexcept;

  [[nodiscard]] static base::Result<RecordStore, StoreFault> open(
      const std::string& directory, StoreMode mode, LogDamage damage = LogDamage::refuse);
  // With `sync`, on disk when it returns. After a failure the store takes no more until mend(), and
  // can be read as it is on disk; whether that has the failed write, too, only reading tells.
  [[nodiscard]] base::Status<StoreFault> write(const std::vector<StoreWrite>& writes, bool sync);
  // Opens it anew for writing, if the disk has some room; else it can still be read. Takes as long
  // as a start.
  [[nodiscard]] base::Status<StoreFault> mend();
  // Empty: there is no such key.
  [[nodiscard]] base::Result<std::shared_ptr<std::string>, StoreFault> read(
      const std::string& key) const;
  // In order of keys; stops when `each` says false.
  [[nodiscard]] base::Status<StoreFault> scan(
      char kind,
      const std::function<bool(std::string_view key, std::string_view value)>& each) const;

 private:
  struct Parts;
  explicit RecordStore(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace scand::broker
