// Tested by tests/unit/broker/journal/journal_damage_test.cc
#include "broker/journal/open_journal.h"

#include <filesystem>
#include <fmt/format.h>
#include <system_error>
#include <utility>

namespace scand::broker {
namespace {

namespace fs = std::filesystem;
using Kind = OpenFailure::Kind;

std::string store_path(const std::string& directory) {
  return directory + "/db";
}
std::string seal_path(const std::string& directory) {
  return directory + "/commit.seal";
}

bool exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

OpenFailure damaged(const std::string& directory, std::string_view what) {
  return {Kind::damaged, fmt::format("the journal in {} is damaged: {}", directory, what)};
}
OpenFailure refused(const std::string& directory, std::string_view what) {
  return {Kind::refused, fmt::format("the journal in {} cannot be used: {}", directory, what)};
}
OpenFailure failure(const std::string& directory, const StoreFault& fault) {
  return fault.kind == StoreFault::Kind::damaged ? damaged(directory, fault.message)
                                                 : refused(directory, fault.message);
}

OpenFailure lock_failure(const std::string& directory, const LockFailure& lock) {
  if (lock.in_use)
    return {Kind::in_use,
            fmt::format("{}; stop that one first, or use another directory", lock.message)};
  return refused(directory, lock.message);
}

// The seal is made first and says commit 0 until the store is complete. So a start can tell that
// making the journal was interrupted, and begin again.
base::Status<OpenFailure> create_journal(const std::string& directory, const std::string& epoch) {
  std::error_code error;
  fs::remove_all(store_path(directory), error);
  if (error) return refused(directory, error.message());
  if (auto made = CommitSeal::make(seal_path(directory), {}); !made.ok())
    return refused(directory, made.error().message);
  auto store = RecordStore::open(store_path(directory), StoreMode::create);
  if (!store.ok()) return refused(directory, store.error().message);
  record::Tally first;
  first.commit = 1;
  const std::string meta_key = record::key(record::kMeta);
  const std::string tally_key = record::key(record::kTally);
  const std::string meta = record::encode_meta(epoch);
  const std::string tally = record::encode(first);
  const auto sealed = [](const std::string& key, const std::string& payload) {
    return StoreWrite{key, payload, record::checksum_bytes(record::checksum_of(key, payload))};
  };
  const auto written = store->write({sealed(meta_key, meta), sealed(tally_key, tally)}, true);
  if (!written.ok()) return refused(directory, written.error().message);
  if (auto made = CommitSeal::make(seal_path(directory), {1, 0, epoch_checksum(epoch)}); !made.ok())
    return refused(directory, made.error().message);
  return base::Ok{};
}

// The last acknowledged commit; nullopt: there is no journal yet.
base::Result<std::optional<SealedCommit>, OpenFailure> read_seal(const std::string& directory) {
  const bool has_store = exists(store_path(directory));
  if (!exists(seal_path(directory))) {
    if (has_store) return damaged(directory, "commit.seal is missing");
    return std::optional<SealedCommit>();
  }
  auto sealed = CommitSeal::read(seal_path(directory));
  if (!sealed.ok()) return refused(directory, sealed.error().message);
  if (!*sealed) return damaged(directory, "commit.seal is unreadable");
  if ((*sealed)->commit == 0) return std::optional<SealedCommit>();
  if (!has_store)
    return damaged(directory, fmt::format("its records are missing; commit {} was acknowledged",
                                          (*sealed)->commit));
  return *sealed;
}

struct Records {
  RecordStore store;
  JournalContents contents;
};

base::Result<Records, OpenFailure> read_records(const std::string& directory, StoreMode mode,
                                                LogDamage damage, const SealedCommit& sealed) {
  auto store = RecordStore::open(store_path(directory), mode, damage);
  if (!store.ok()) return failure(directory, store.error());
  auto contents = read_contents(*store, sealed);
  if (!contents.ok()) return failure(directory, contents.error());
  return Records{std::move(*store), std::move(*contents)};
}

// A power cut in the middle of a write can leave a hole in the log after everything that the seal
// says was acknowledged. Then nothing is missing, and the log may end before the hole. Opening for
// writing drops what follows the hole, so a read-only look makes sure first.
base::Result<Records, OpenFailure> open_records(const std::string& directory, StoreMode mode,
                                                const SealedCommit& sealed) {
  auto records = read_records(directory, mode, LogDamage::refuse, sealed);
  if (records.ok() || records.error().kind != Kind::damaged) return records;
  {
    auto before_hole = read_records(directory, StoreMode::read_only, LogDamage::end_before, sealed);
    if (!before_hole.ok()) return records;
    if (mode == StoreMode::read_only) return before_hole;
  }
  return read_records(directory, mode, LogDamage::end_before, sealed);
}

base::Result<OpenedJournal, OpenFailure> open_or_create(const std::string& directory,
                                                        const std::string& new_epoch) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) return refused(directory, error.message());
  // Best effort: the directory may belong to another user.
  fs::permissions(directory, fs::perms::owner_all, error);
  auto lock = DirectoryLock::acquire(directory, LockMode::owner);
  if (!lock.ok()) return lock_failure(directory, lock.error());
  auto sealed = read_seal(directory);
  if (!sealed.ok()) return sealed.error();
  if (!*sealed) {
    if (auto made = create_journal(directory, new_epoch); !made.ok()) return made.error();
    sealed = std::optional(SealedCommit{1, 0, epoch_checksum(new_epoch)});
  }
  auto records = open_records(directory, StoreMode::open, **sealed);
  if (!records.ok()) return records.error();
  auto seal = CommitSeal::open(seal_path(directory));
  if (!seal.ok()) return refused(directory, seal.error().message);
  return OpenedJournal{directory,
                       std::move(*lock),
                       std::move(records->store),
                       std::move(*seal),
                       std::move(records->contents),
                       {}};
}

base::Result<std::string, OpenFailure> move_aside(const std::string& directory,
                                                  base::WallTime now) {
  fs::path from = fs::path(directory).lexically_normal();
  if (!from.has_filename()) from = from.parent_path();
  std::string to = fmt::format("{}.damaged-{}", from.string(), base::unix_ms(now));
  std::error_code error;
  fs::rename(from, to, error);
  if (error)
    return refused(directory,
                   fmt::format("it is damaged and cannot be moved to {}: {}", to, error.message()));
  return to;
}

}  // namespace

base::Result<OpenedJournal, OpenFailure> open_journal(const std::string& directory,
                                                      const std::string& new_epoch,
                                                      OnDamage on_damage, base::WallTime now) {
  auto opened = open_or_create(directory, new_epoch);
  if (opened.ok() || opened.error().kind != Kind::damaged || on_damage == OnDamage::refuse)
    return opened;
  auto aside = move_aside(directory, now);
  if (!aside.ok()) return aside.error();
  const std::string reason = opened.error().message;
  opened = open_or_create(directory, new_epoch);
  if (opened.ok()) opened->quarantined = fmt::format("{}; it was moved to {}", reason, *aside);
  return opened;
}

base::Result<InspectedJournal, OpenFailure> inspect_journal(const std::string& directory) {
  if (!exists(directory) || !exists(directory + "/lock"))
    return refused(directory, "there is none");
  auto lock = DirectoryLock::acquire(directory, LockMode::reader);
  if (!lock.ok()) return lock_failure(directory, lock.error());
  auto sealed = read_seal(directory);
  if (!sealed.ok()) return sealed.error();
  if (!*sealed) return refused(directory, "it was never finished; nothing was acknowledged");
  auto records = open_records(directory, StoreMode::read_only, **sealed);
  if (!records.ok()) return records.error();
  return InspectedJournal{std::move(*lock), std::move(records->store), **sealed,
                          std::move(records->contents)};
}

}  // namespace scand::broker
