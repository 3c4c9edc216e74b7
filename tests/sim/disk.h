#pragma once
// A journal whose disk is a value that outlives the process: commits that are refused, that are
// refused and yet reached the disk, deletions that a crash brings back.

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "broker/journal.h"

namespace scand::broker::sim {

// What a power cut leaves.
struct DiskState {
  std::map<std::string, command::JournalJob> jobs;
  std::map<std::uint64_t, StoredResult> results;
  std::map<std::string, std::string> notes;
  std::uint64_t last_seq = 0;

  [[nodiscard]] bool finished(const std::string& job_id) const;
};

struct Disk {
  DiskState state;
  std::set<std::string> let_go;     // jobs evicted, in any life
  std::vector<StoredResult> fresh;  // results that have reached the disk, until somebody looks
};

// What becomes of one write.
enum class Fate : std::uint8_t { kept, refused, refused_and_there };

class SimJournal final : public Journal {
 public:
  // Both outlive the journal.
  SimJournal(Disk& disk, std::string epoch, std::size_t results_max, std::function<Fate()> fate);

  [[nodiscard]] const std::string& epoch() const override { return epoch_; }
  [[nodiscard]] std::uint64_t last_seq() const override { return view_.last_seq; }
  void append_job(const command::JournalJob& job) override { jobs_.push_back(job); }
  void append_result(const StoredResult& result) override { results_.push_back(result); }
  void forget_job(const std::string& job_id) override { forgotten_.push_back(job_id); }
  void append_note(const JournalNote& note) override { notes_.push_back(note); }
  [[nodiscard]] base::Status<JournalFailure> commit(base::WallTime now) override;
  [[nodiscard]] base::Result<Bytes, proto::Refusal> read_result(
      const std::string& job_id) const override;
  [[nodiscard]] base::Result<ReplayPage, proto::Refusal> read_results(
      std::uint64_t from_seq, std::size_t bytes_max) const override;
  [[nodiscard]] Restored restore() override;
  [[nodiscard]] std::vector<std::string> evict(base::WallTime now) override;
  [[nodiscard]] JournalHoldings holdings() const override {
    return {true, view_.jobs.size(), view_.results.size(), 0};
  }

 private:
  void apply_group(DiskState& to) const;

  Disk& disk_;
  const std::string epoch_;
  const std::size_t results_max_;
  const std::function<Fate()> fate_;
  DiskState view_;  // what this life knows to be kept
  std::vector<command::JournalJob> jobs_;
  std::vector<StoredResult> results_;
  std::vector<std::string> forgotten_;
  std::vector<JournalNote> notes_;
};

}  // namespace scand::broker::sim
