#pragma once
// The shipped journal with its RocksDB, on files in a directory that belongs to the world.
//
// Every write and sync of the journal passes through answer() (tests/kit/disk/disk_calls.h). So
// one call of a commit, or of the repair before it, can fail with an error of the system: after
// none or some of its bytes, once or until the commit is over. Or the power fails at that call,
// also while the journal starts. A life ends with an orderly close, with the death of the process
// alone, or with a power cut (durable_files.h). The next life opens what is left with
// open_journal() and all its checks.
//
// Errors hit only the thread that commits, so that a seed gives the same world each time;
// RocksDB's own threads run at their own pace. Syncs are recorded but not made, since no real
// power cut is expected.

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
  [[nodiscard]] bool can_cut_power() const override { return true; }
  [[nodiscard]] bool power_was_cut() const override { return stopped_; }
  [[nodiscard]] std::uint64_t last_seq() const override { return last_seq_; }

 private:
  class OpenJournal;
  struct Trouble {
    std::size_t after_calls = 0;
    bool stops = false;  // a power cut; else an error
    int error = 0;
    bool lasts = false;
    std::thread::id thread;
  };

  [[nodiscard]] std::optional<OpenedJournal> start();
  void plan_trouble(std::size_t after_calls, bool stops);
  void end_trouble();
  [[nodiscard]] test::DiskAnswer answer(const test::DiskCall& call);
  [[nodiscard]] test::DiskAnswer trouble(const test::DiskCall& call);
  test::DiskAnswer pass(const test::DiskCall& call, std::size_t bytes);
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

  const std::string epoch_;
  std::mt19937_64 random_;
  const test::JournalDirectory directory_;
  std::mutex calls_;  // guards the next five: RocksDB's threads write as well
  DurableFiles files_;
  std::optional<Trouble> trouble_;
  bool stopped_ = false;  // by a power cut, until the next start; set by the world's thread
  std::optional<FileContents> left_;  // what the next start finds, if it differs from the directory
  std::uint64_t last_seq_ = 0;
  const test::DiskWatch watch_;  // last member: its calls use the others
};

}  // namespace scand::broker::sim
