#pragma once
// The journal that outlives the process and the machine's power: each commit is one synced write,
// then the seal. JOURNAL.md says what is on disk and what each kind of damage leads to.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "broker/journal/journal.h"
#include "broker/journal/open.h"

namespace scand::broker {

struct RocksJournalLimits {
  std::size_t results = 10'000;
  std::size_t bytes = 256U << 20U;
  std::chrono::seconds age{24 * 3600};
};

class RocksJournal final : public Journal {
 public:
  RocksJournal(OpenedJournal opened, const RocksJournalLimits& limits);

  [[nodiscard]] const std::string& epoch() const override { return at_.contents.epoch; }
  [[nodiscard]] std::uint64_t last_seq() const override { return index().tally().last_seq; }
  void append_job(const command::JournalJob& job) override;
  void append_result(const StoredResult& result) override;
  void forget_job(const std::string& job_id) override;
  void append_note(const JournalNote& note) override;
  [[nodiscard]] base::Status<JournalFailure> commit(base::WallTime now) override;
  [[nodiscard]] base::Status<JournalFailure> settle() override;  // syncs the seal
  [[nodiscard]] base::Result<base::Bytes, proto::Refusal> read_result(
      const std::string& job_id) const override;
  [[nodiscard]] base::Result<ReplayPage, proto::Refusal> read_results(
      std::uint64_t from_seq, std::size_t bytes_max) const override;
  [[nodiscard]] Restored restore() override;
  [[nodiscard]] std::vector<std::string> evict(base::WallTime now) override;
  [[nodiscard]] JournalHoldings holdings() const override;

 private:
  struct Job {
    std::string job_id, payload;
  };
  struct Group {
    std::vector<Job> jobs;
    std::vector<std::string> forgotten;
    std::vector<StoredResult> results;
    std::map<std::string, std::string> notes;
  };
  using Writes = std::vector<StoreWrite>;

  [[nodiscard]] const JournalIndex& index() const { return at_.contents.index; }
  [[nodiscard]] JournalIndex& index() { return at_.contents.index; }
  void stage(Writes& writes, const Group& group, base::WallTime now);
  void stage_result(Writes& writes, const StoredResult& result, base::WallTime now);
  void stage_tally(Writes& writes);
  [[nodiscard]] base::Status<StoreFault> mend();
  [[nodiscard]] base::Status<JournalFailure> make_durable(const Writes& writes);
  [[nodiscard]] JournalFailure broken(std::string_view why);
  [[nodiscard]] bool past_the_bounds(std::uint64_t seq, base::WallTime now) const;

  OpenedJournal at_;
  const RocksJournalLimits limits_;
  Group group_;
  // Payloads made for a group; the writes point into them.
  std::vector<std::unique_ptr<std::string>> payloads_;
  // Of refused groups: where the disk has them all the same, they go with the next commit.
  std::vector<std::string> refused_jobs_;
  // Of a refused letting go: where the disk has done it all the same, the core has to be told.
  std::vector<std::string> perhaps_evicted_;
  bool seal_doubted_ = false;  // its last sync failed: no commit stands before it has succeeded
  bool broken_ = false;        // the store has to be mended before it takes anything
  std::string cause_;          // of that, in the words of the disk
};

}  // namespace scand::broker
