#include "tests/sim/value_disk.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "broker/core/refusals.h"

namespace scand::broker::sim {

bool DiskState::finished(const std::string& job_id) const {
  return std::ranges::any_of(results,
                             [&](const auto& entry) { return entry.second.job_id == job_id; });
}

class ValueDisk::OpenJournal final : public Journal {
 public:
  OpenJournal(ValueDisk& disk, std::size_t results_max, std::function<Fate()> fate)
      : disk_(disk), results_max_(results_max), fate_(std::move(fate)), view_(disk.state_) {}

  [[nodiscard]] const std::string& epoch() const override { return disk_.epoch_; }
  [[nodiscard]] std::uint64_t last_seq() const override { return view_.last_seq; }
  void append_job(const command::JournalJob& job) override { jobs_.push_back(job); }
  void append_result(const StoredResult& result) override { results_.push_back(result); }
  void forget_job(const std::string& job_id) override { forgotten_.push_back(job_id); }
  void append_note(const JournalNote& note) override { notes_.push_back(note); }
  [[nodiscard]] base::Status<JournalFailure> commit(base::WallTime now) override;
  [[nodiscard]] base::Result<base::Bytes, proto::Refusal> read_result(
      const std::string& job_id) const override;
  [[nodiscard]] base::Result<ReplayPage, proto::Refusal> read_results(
      std::uint64_t from_seq, std::size_t bytes_max) const override;
  [[nodiscard]] Restored restore() override;
  [[nodiscard]] std::vector<std::string> evict(base::WallTime now) override;
  [[nodiscard]] JournalStats stats() const override {
    return {true, view_.jobs.size(), view_.results.size(), 0};
  }

 private:
  void apply_group(DiskState& to) const;
  [[nodiscard]] Fate fate();

  ValueDisk& disk_;
  const std::size_t results_max_;
  const std::function<Fate()> fate_;
  DiskState view_;  // what this life knows to be on the disk
  std::vector<command::JournalJob> jobs_;
  std::vector<StoredResult> results_;
  std::vector<std::string> forgotten_;
  std::vector<JournalNote> notes_;
};

std::unique_ptr<Journal> ValueDisk::open(std::size_t results_max, std::function<Fate()> fate) {
  return std::make_unique<OpenJournal>(*this, results_max, std::move(fate));
}

Fate ValueDisk::OpenJournal::fate() {
  const Fate fate = fate_();
  if (fate != Fate::kept) ++disk_.seen_["commits refused"];
  return fate;
}

void ValueDisk::OpenJournal::apply_group(DiskState& to) const {
  for (const command::JournalJob& job : jobs_)
    to.jobs.emplace(job.job_id, job);
  for (const std::string& job_id : forgotten_)
    if (!to.finished(job_id)) to.jobs.erase(job_id);
  for (const StoredResult& result : results_) {
    if (to.finished(result.job_id)) continue;
    to.results.emplace(result.seq, result);
    to.last_seq = std::max(to.last_seq, result.seq);
  }
  for (const JournalNote& note : notes_)
    to.notes.insert_or_assign(note.key, note.value);
}

base::Status<JournalFailure> ValueDisk::OpenJournal::commit(base::WallTime /*now*/) {
  const Fate fate = this->fate();
  if (fate == Fate::kept) {
    apply_group(view_);
    disk_.state_ = view_;  // and undo what an earlier refused commit has left there
  } else if (fate == Fate::refused_and_there) {
    apply_group(disk_.state_);
  }
  if (fate != Fate::refused)
    disk_.committed_.insert(disk_.committed_.end(), results_.begin(), results_.end());
  jobs_.clear();
  results_.clear();
  forgotten_.clear();
  notes_.clear();
  if (fate == Fate::kept) return base::Ok{};
  return JournalFailure{"the disk is full"};
}

base::Result<base::Bytes, proto::Refusal> ValueDisk::OpenJournal::read_result(
    const std::string& job_id) const {
  for (const auto& [seq, result] : view_.results)
    if (result.job_id == job_id) return result.encoded;
  return no_longer_kept(job_id);
}

base::Result<ReplayPage, proto::Refusal> ValueDisk::OpenJournal::read_results(
    std::uint64_t from_seq, std::size_t /*bytes_max*/) const {
  constexpr std::size_t kPage = 3;  // small, so that clients need several pages
  const auto& results = view_.results;
  const std::uint64_t oldest = results.empty() ? last_seq() + 1 : results.begin()->first;
  if (from_seq < oldest) return too_old(from_seq, oldest);
  ReplayPage page;
  page.last_seq = last_seq();
  for (auto at = results.lower_bound(from_seq); at != results.end(); ++at) {
    page.more = page.results.size() == kPage;
    if (page.more) break;
    page.results.push_back(at->second);
  }
  return page;
}

Restored ValueDisk::OpenJournal::restore() {
  Restored restored;
  for (const auto& [seq, result] : view_.results) {
    const auto job = view_.jobs.find(result.job_id);
    if (job == view_.jobs.end()) continue;
    restored.results.push_back(
        {job->first, job->second.request, job->second.accepted_ms, result.status, seq});
  }
  for (const auto& [id, job] : view_.jobs)
    if (!view_.finished(id)) restored.jobs.push_back({id, job.request, job.accepted_ms});
  std::ranges::sort(restored.jobs, {},
                    [](const auto& job) { return std::tie(job.accepted_ms, job.job_id); });
  for (const auto& [key, value] : view_.notes)
    restored.notes.push_back({key, value});
  return restored;
}

// Not synced: a crash may bring the jobs back until the next commit.
std::vector<std::string> ValueDisk::OpenJournal::evict(base::WallTime /*now*/) {
  std::vector<std::string> evicted;
  while (view_.results.size() > results_max_) {
    const auto oldest = view_.results.begin();
    evicted.push_back(oldest->second.job_id);
    disk_.evicted_.insert(oldest->second.job_id);
    view_.jobs.erase(oldest->second.job_id);
    view_.results.erase(oldest);
  }
  if (!evicted.empty() && fate() == Fate::kept) disk_.state_ = view_;
  return evicted;
}

}  // namespace scand::broker::sim
