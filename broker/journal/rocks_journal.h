#pragma once
// The journal that survives a crash and a power cut. Each commit is one synced write of the record
// store, then one write of the seal. JOURNAL.md describes both files and the order in full.
//
// When the disk refuses a write, the group is refused and the store is read-only until the next
// commit, which first recovers: it opens the store again and reads what is there. Used by the
// journal's thread alone.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "broker/journal/journal.h"
#include "broker/journal/open_journal.h"

namespace scand::broker {

class RocksJournal final : public Journal {
 public:
  RocksJournal(OpenedJournal opened, const JournalLimits& limits);

  [[nodiscard]] const std::string& epoch() const override { return opened_.contents.epoch; }
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
  [[nodiscard]] JournalStats stats() const override;

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

  [[nodiscard]] const JournalIndex& index() const { return opened_.contents.index; }
  [[nodiscard]] JournalIndex& index() { return opened_.contents.index; }
  // These change the index and add the writes that make the same change on disk.
  void stage(Writes& writes, const Group& group, base::WallTime now);
  void stage_result(Writes& writes, const StoredResult& result, base::WallTime now);
  void stage_notes(Writes& writes, const std::map<std::string, std::string>& notes);
  void stage_tally(Writes& writes);
  [[nodiscard]] base::Status<StoreFault> recover();
  [[nodiscard]] base::Status<JournalFailure> make_durable(const Writes& writes);
  [[nodiscard]] JournalFailure fail(std::string_view reason);
  [[nodiscard]] bool past_the_limits(std::uint64_t seq, base::WallTime now) const;

  OpenedJournal opened_;
  const JournalLimits limits_;
  Group group_;
  // Payloads made for the current writes, which point into them.
  std::vector<std::unique_ptr<std::string>> payloads_;
  // Jobs of refused groups. They may be on disk all the same; the next commit erases them.
  std::vector<std::string> refused_jobs_;
  // Jobs of a refused eviction. They may be gone from disk all the same; then the core must know.
  std::vector<std::string> perhaps_evicted_;
  bool seal_sync_failed_ = false;  // the next commit has to sync the seal before it returns
  bool failed_ = false;            // the store has to be recovered before it takes a write
  std::string cause_;              // of `failed_`, in the words of the system
};

}  // namespace scand::broker
