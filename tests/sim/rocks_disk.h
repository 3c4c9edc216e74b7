#pragma once
// The shipped journal, RocksDB and all, on files in a directory that goes with the world. Every
// write and sync of theirs passes here (tests/kit/disk/disk_calls.h): one of a commit, or of the
// mending before it, fails in the system's words, after some of its bytes or none, once or as long
// as the commit lasts; or the machine stops right there, also while the journal starts. A life ends
// by an orderly close, by the death of the process alone, or with the machine (durable_files.h),
// and the next one opens what that left by open_journal() with all its checks.
//
// Errors hit only the thread that commits, so that a seed is a seed: how far RocksDB's own threads
// are by then is chance. Syncs are noted, not made: no power goes but ours.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <thread>

#include "tests/kit/broker/journal_directory.h"
#include "tests/kit/disk/disk_calls.h"
#include "tests/sim/disk.h"
#include "tests/sim/durable_files.h"

namespace scand::broker::sim {

class RocksDisk final : public Disk {
 public:
  RocksDisk(std::string epoch, std::uint64_t seed);

  [[nodiscard]] std::unique_ptr<Journal> open(std::size_t results_max,
                                              std::function<Fate()> fate) override;
  void crash() override;
  [[nodiscard]] bool can_be_cut() const override { return true; }
  [[nodiscard]] bool was_cut() const override { return stopped_; }
  [[nodiscard]] std::uint64_t last_seq() const override { return last_seq_; }

 private:
  class OpenJournal;
  struct Trouble {
    std::size_t after_calls = 0;
    bool stops = false;  // the machine; else an error
    int error = 0;
    bool lasts = false;
    std::thread::id thread;
  };

  [[nodiscard]] std::optional<OpenedJournal> start();
  void expect_trouble(std::size_t after_calls, bool stops);
  void trouble_is_over();
  [[nodiscard]] test::DiskAnswer answer(const test::DiskCall& call);
  [[nodiscard]] test::DiskAnswer trouble(const test::DiskCall& call);
  test::DiskAnswer take(const test::DiskCall& call, std::size_t bytes);
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

  const std::string epoch_;
  std::mt19937_64 random_;
  const test::JournalDirectory directory_;
  std::mutex calls_;  // RocksDB's threads write, too
  // Guarded by it.
  DurableFiles files_;
  std::optional<Trouble> trouble_;
  bool stopped_ = false;              // the machine, until the next start; by the world's thread
  std::optional<FileContents> left_;  // what the next start finds, if not what is there
  std::uint64_t last_seq_ = 0;
  const test::DiskWatch watch_;  // last: it asks the others
};

}  // namespace scand::broker::sim
