#pragma once
// A disk that is a plain value in memory: fast, deterministic, and without torn writes.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "tests/sim/disk.h"

namespace scand::broker::sim {

// What is on the disk.
struct DiskState {
  std::map<std::string, command::JournalJob> jobs;
  std::map<std::uint64_t, StoredResult> results;
  std::map<std::string, std::string> notes;
  std::uint64_t last_seq = 0;

  [[nodiscard]] bool finished(const std::string& job_id) const;
};

class ValueDisk final : public Disk {
 public:
  explicit ValueDisk(std::string epoch) : epoch_(std::move(epoch)) {}

  [[nodiscard]] std::unique_ptr<Journal> open(std::size_t results_max,
                                              std::function<Fate()> fate) override;
  [[nodiscard]] std::uint64_t last_seq() const override { return state_.last_seq; }

 private:
  class OpenJournal;

  const std::string epoch_;
  DiskState state_;
};

}  // namespace scand::broker::sim
