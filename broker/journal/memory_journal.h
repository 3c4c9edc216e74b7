#pragma once
// The journal in memory: a commit lasts as long as the process. For `journal.mode: off` and for
// tests. It keeps results only: the core holds the jobs, and nothing outlives the process anyway.
// Used by the journal's thread alone; no call fails.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "broker/journal/journal.h"

namespace scand::broker {

class MemoryJournal final : public Journal {
 public:
  MemoryJournal(std::string epoch, const JournalLimits& limits);

  [[nodiscard]] const std::string& epoch() const override { return epoch_; }
  [[nodiscard]] std::uint64_t last_seq() const override { return last_seq_; }
  void append_job(const command::JournalJob&) override {}
  void append_result(const StoredResult& result) override;
  void forget_job(const std::string&) override {}
  void append_note(const JournalNote&) override {}
  [[nodiscard]] base::Status<JournalFailure> commit(base::WallTime now) override;
  [[nodiscard]] base::Result<base::Bytes, proto::Refusal> read_result(
      const std::string& job_id) const override;
  [[nodiscard]] base::Result<ReplayPage, proto::Refusal> read_results(
      std::uint64_t from_seq, std::size_t bytes_max) const override;
  [[nodiscard]] Restored restore() override { return {}; }
  [[nodiscard]] std::vector<std::string> evict(base::WallTime now) override;
  [[nodiscard]] JournalStats stats() const override {
    return {false, by_seq_.size(), by_seq_.size(), bytes_};
  }

  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  struct Kept {
    StoredResult result;
    base::WallTime committed;
  };
  const std::string epoch_;
  const JournalLimits limits_;
  std::vector<StoredResult> group_;
  std::map<std::uint64_t, Kept> by_seq_;
  std::unordered_map<std::string, std::uint64_t> seq_of_;  // by job id
  std::size_t bytes_ = 0;
  std::uint64_t last_seq_ = 0;
};

}  // namespace scand::broker
