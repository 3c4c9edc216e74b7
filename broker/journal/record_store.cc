#include "broker/journal/record_store.h"

#include <array>
#include <cstdarg>
#include <filesystem>
#include <fmt/format.h>
#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/listener.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>
#include <system_error>
#include <utility>

namespace scand::broker {
namespace {

constexpr std::size_t kMiB = 1U << 20U;
constexpr std::size_t kWriteBuffer = 4 * kMiB;
constexpr int kWriteBuffers = 3;
// Results are added and evicted in the order of their numbers, so merging new tables into old ones
// gains little and rewrites most of what is kept. Merge seldom.
constexpr int kTablesToMerge = 16;
// Opening writes the contents of the logs as tables and reserves room for a new log.
constexpr std::size_t kRoomToOpen = (kWriteBuffers + 1) * kWriteBuffer;

// Keeps RocksDB from recovering by itself after an error (see the header).
class NoRecovery final : public rocksdb::EventListener {
 public:
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason /*reason*/, rocksdb::Status /*error*/,
                            bool* auto_recovery) override {
    *auto_recovery = false;
  }
};

// RocksDB would write an event log next to the records. The release that we link aborts the process
// when the disk refuses two lines of that log. The statuses say all that matters.
class NoLog final : public rocksdb::Logger {
 public:
  NoLog() : Logger(rocksdb::InfoLogLevel::FATAL_LEVEL) {}
  using Logger::Logv;
  void Logv(const char* /*format*/, va_list /*arguments*/) override {}
};

StoreFault fault(const rocksdb::Status& status) {
  const bool missing = status.subcode() == rocksdb::Status::kPathNotFound;
  const bool damaged = missing || status.IsCorruption() || status.IsNotFound() ||
                       status.IsInvalidArgument() || status.IsNotSupported();
  return {damaged ? StoreFault::Kind::damaged : StoreFault::Kind::refused, status.ToString()};
}

rocksdb::Options options_of(StoreMode mode, LogDamage damage) {
  rocksdb::Options options;
  options.create_if_missing = mode == StoreMode::create;
  options.error_if_exists = mode == StoreMode::create;
  options.paranoid_checks = true;
  options.force_consistency_checks = true;
  options.wal_recovery_mode = damage == LogDamage::refuse
                                  ? rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords
                                  : rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  options.track_and_verify_wals_in_manifest = true;
  options.write_buffer_size = kWriteBuffer;
  options.max_write_buffer_number = kWriteBuffers;
  options.target_file_size_base = 8 * kMiB;
  options.level0_file_num_compaction_trigger = kTablesToMerge;
  options.level0_slowdown_writes_trigger = 2 * kTablesToMerge;
  options.level0_stop_writes_trigger = 3 * kTablesToMerge;
  options.max_background_jobs = 2;
  options.max_open_files = 256;
  options.compression = rocksdb::kNoCompression;
  options.info_log = std::make_shared<NoLog>();
  options.listeners.push_back(std::make_shared<NoRecovery>());
  options.max_bgerror_resume_count = 0;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(4 * kMiB);
  table.format_version = 5;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

rocksdb::ReadOptions checked_reads() {
  rocksdb::ReadOptions options;
  options.verify_checksums = true;
  return options;
}

rocksdb::Slice slice(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}
std::string_view view(const rocksdb::Slice& bytes) {
  return {bytes.data(), bytes.size()};
}

base::Status<StoreFault> as_result(const rocksdb::Status& status) {
  if (status.ok()) return base::Ok{};
  return fault(status);
}

void add(rocksdb::WriteBatch& batch, const StoreWrite& write) {
  if (write.erase) {
    batch.Delete(write.key);
    return;
  }
  const std::array<rocksdb::Slice, 1> key{slice(write.key)};
  const std::array<rocksdb::Slice, 2> value{slice(write.head), slice(write.tail)};
  batch.Put(rocksdb::SliceParts(key.data(), 1), rocksdb::SliceParts(value.data(), 2));
}

}  // namespace

struct RecordStore::Parts {
  std::string directory;
  std::unique_ptr<rocksdb::DB> db;  // null: it cannot even be read
  bool writable = false;

  // Closes the present instance first: only one may have the directory open.
  rocksdb::Status open(StoreMode mode, LogDamage damage = LogDamage::refuse) {
    db.reset();
    writable = false;
    rocksdb::DB* opened = nullptr;
    const auto options = options_of(mode, damage);
    auto status = mode == StoreMode::read_only
                      ? rocksdb::DB::OpenForReadOnly(options, directory, &opened)
                      : rocksdb::DB::Open(options, directory, &opened);
    db.reset(opened);
    writable = status.ok() && mode != StoreMode::read_only;
    return status;
  }
  // On failure `db` is null, and reads are refused.
  void open_for_reading() { (void)open(StoreMode::read_only); }
};

RecordStore::RecordStore() = default;
RecordStore::RecordStore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
RecordStore::~RecordStore() = default;
RecordStore::RecordStore(RecordStore&&) noexcept = default;
RecordStore& RecordStore::operator=(RecordStore&&) noexcept = default;

base::Result<RecordStore, StoreFault> RecordStore::open(const std::string& directory,
                                                        StoreMode mode, LogDamage damage) {
  auto parts = std::make_unique<Parts>();
  parts->directory = directory;
  if (const auto status = parts->open(mode, damage); !status.ok()) return fault(status);
  return RecordStore(std::move(parts));
}

base::Status<StoreFault> RecordStore::write(const std::vector<StoreWrite>& writes, bool sync) {
  if (!parts_->writable) return StoreFault{StoreFault::Kind::refused, "it is not open for writing"};
  rocksdb::WriteBatch batch;
  for (const StoreWrite& write : writes)
    add(batch, write);
  rocksdb::WriteOptions options;
  options.sync = sync;
  const auto status = parts_->db->Write(options, &batch);
  if (!status.ok()) parts_->open_for_reading();  // this instance must never write again
  return as_result(status);
}

base::Status<StoreFault> RecordStore::reopen_for_writing() {
  std::error_code error;
  const auto space = std::filesystem::space(parts_->directory, error);
  if (!error && space.available < kRoomToOpen)
    return StoreFault{StoreFault::Kind::refused,
                      fmt::format("No space left on device: {} MiB are free, it takes {} to go on",
                                  space.available / kMiB, kRoomToOpen / kMiB)};
  const auto opened = parts_->open(StoreMode::open);
  if (!opened.ok()) parts_->open_for_reading();
  return as_result(opened);
}

base::Result<std::shared_ptr<std::string>, StoreFault> RecordStore::read(
    const std::string& key) const {
  if (parts_->db == nullptr) return StoreFault{StoreFault::Kind::refused, "it is not open"};
  auto value = std::make_shared<std::string>();
  const auto status = parts_->db->Get(checked_reads(), key, value.get());
  if (status.IsNotFound()) return std::shared_ptr<std::string>();
  if (!status.ok()) return fault(status);
  return value;
}

base::Status<StoreFault> RecordStore::scan(
    char kind,
    const std::function<bool(std::string_view key, std::string_view value)>& each) const {
  if (parts_->db == nullptr) return StoreFault{StoreFault::Kind::refused, "it is not open"};
  const std::unique_ptr<rocksdb::Iterator> at(parts_->db->NewIterator(checked_reads()));
  for (at->Seek(rocksdb::Slice(&kind, 1)); at->Valid() && at->key()[0] == kind; at->Next())
    if (!each(view(at->key()), view(at->value()))) break;
  return as_result(at->status());
}

}  // namespace scand::broker
