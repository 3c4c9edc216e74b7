#include "tests/sim/rocks_disk.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>
#include <vector>

namespace scand::broker::sim {
namespace {

using test::DiskAnswer;
using test::DiskCall;

constexpr std::size_t kCallsOfACommit = 3;  // log write, log sync, seal write
constexpr std::size_t kCallsOfAStart = 50;  // about
constexpr std::size_t kPageBytes = 2'500;   // small, so that clients need several pages

std::string kind_of(const std::string& file) {
  if (file.ends_with(".log")) return "the log";
  if (file.ends_with("commit.seal")) return "the seal";
  return "a start";
}

}  // namespace

// Wraps the shipped journal: the world decides what happens to its writes, and learns which results
// have reached the disk.
class RocksDisk::OpenJournal final : public Journal {
 public:
  OpenJournal(RocksDisk& disk, OpenedJournal opened, const JournalLimits& limits,
              std::function<Fate()> fate)
      : disk_(disk), limits_(limits), fate_(std::move(fate)), journal_(std::move(opened), limits) {
    collect_committed(1);
  }

  [[nodiscard]] const std::string& epoch() const override { return journal_.epoch(); }
  [[nodiscard]] std::uint64_t last_seq() const override { return journal_.last_seq(); }
  void append_job(const command::JournalJob& job) override { journal_.append_job(job); }
  void append_result(const StoredResult& result) override {
    group_.push_back(result);
    journal_.append_result(result);
  }
  void forget_job(const std::string& job_id) override { journal_.forget_job(job_id); }
  void append_note(const JournalNote& note) override { journal_.append_note(note); }
  [[nodiscard]] base::Status<JournalFailure> commit(base::WallTime now) override;
  [[nodiscard]] base::Status<JournalFailure> settle() override;
  [[nodiscard]] base::Result<base::Bytes, proto::Refusal> read_result(
      const std::string& job_id) const override {
    return journal_.read_result(job_id);
  }
  [[nodiscard]] base::Result<ReplayPage, proto::Refusal> read_results(
      std::uint64_t from_seq, std::size_t bytes_max) const override {
    return journal_.read_results(from_seq, std::min(bytes_max, kPageBytes));
  }
  [[nodiscard]] Restored restore() override { return journal_.restore(); }
  [[nodiscard]] std::vector<std::string> evict(base::WallTime now) override;
  [[nodiscard]] JournalStats stats() const override { return journal_.stats(); }

 private:
  void collect_committed(std::uint64_t seq);
  void count(const base::Status<JournalFailure>& committed);

  RocksDisk& disk_;
  const JournalLimits limits_;
  const std::function<Fate()> fate_;
  RocksJournal journal_;
  std::vector<StoredResult> group_;
  bool failed_ = false;  // the last write failed, so the next commit repairs first
};

// Adds the results that the journal reports on disk, from this seq on.
void RocksDisk::OpenJournal::collect_committed(std::uint64_t seq) {
  const std::uint64_t kept = journal_.stats().results;
  seq = std::max(seq, journal_.last_seq() + 1 - std::min(kept, journal_.last_seq()));
  if (seq <= journal_.last_seq()) {
    auto page = journal_.read_results(seq, SIZE_MAX);
    if (!page.ok()) throw std::runtime_error("stored results are refused: " + page.error().message);
    for (StoredResult& result : page->results)
      disk_.committed_.push_back(std::move(result));
  }
  disk_.last_seq_ = journal_.last_seq();
}

base::Status<JournalFailure> RocksDisk::OpenJournal::commit(base::WallTime now) {
  const Fate fate = fate_();
  const std::vector<StoredResult> group = std::exchange(group_, {});
  const std::uint64_t known = journal_.last_seq();
  if (fate != Fate::kept) {
    const std::size_t first = fate == Fate::refused_and_there && !failed_ ? 1 : 0;
    const std::size_t calls = failed_                 ? kCallsOfAStart
                              : fate == Fate::refused ? 1
                                                      : kCallsOfACommit;
    disk_.plan_trouble(first + disk_.below(calls - first), fate == Fate::cut);
  }
  auto committed = journal_.commit(now);
  disk_.end_trouble();
  if (disk_.stopped_) {
    if (committed.ok()) throw std::runtime_error("a commit succeeded after the power cut");
    return committed;
  }
  count(committed);
  if (committed.ok()) {
    disk_.committed_.insert(disk_.committed_.end(), group.begin(), group.end());
    disk_.last_seq_ = journal_.last_seq();
  } else {
    collect_committed(
        known +
        1);  // after a repair, the journal knows what an earlier refused commit has left there
  }
  return committed;
}

base::Status<JournalFailure> RocksDisk::OpenJournal::settle() {
  const Fate fate = fate_();
  if (fate != Fate::kept) disk_.plan_trouble(0, fate == Fate::cut);
  auto settled = journal_.settle();
  disk_.end_trouble();
  failed_ = failed_ || !settled.ok();
  return settled;
}

void RocksDisk::OpenJournal::count(const base::Status<JournalFailure>& committed) {
  if (!committed.ok()) {
    ++disk_.seen_[failed_ ? "commits refused again" : "commits refused"];
  } else if (failed_) {
    ++disk_.seen_["disks repaired"];
  }
  failed_ = !committed.ok();
}

// An eviction that is refused may be on the disk all the same. That is harmless: nobody may ask for
// results past the bounds.
std::vector<std::string> RocksDisk::OpenJournal::evict(base::WallTime now) {
  const bool due = journal_.stats().results > limits_.results && !failed_ && !disk_.stopped_;
  const bool refused = due && fate_() != Fate::kept;
  if (refused) disk_.plan_trouble(0, false);
  auto evicted = journal_.evict(now);
  disk_.end_trouble();
  if (refused && evicted.empty()) {
    ++disk_.seen_["evictions refused"];
    failed_ = true;
  }
  disk_.evicted_.insert(evicted.begin(), evicted.end());
  return evicted;
}

RocksDisk::RocksDisk(std::string epoch, std::uint64_t seed)
    : epoch_(std::move(epoch)),
      random_(seed),
      files_(directory_.path()),
      watch_(directory_.path(), [this](const DiskCall& call) { return answer(call); }) {}

std::unique_ptr<Journal> RocksDisk::open(std::size_t results_max, std::function<Fate()> fate) {
  for (;;) {
    auto opened = start();
    if (opened) {
      const JournalLimits limits{results_max, SIZE_MAX, std::chrono::hours(24 * 365)};
      return std::make_unique<OpenJournal>(*this, *std::move(opened), limits, std::move(fate));
    }
    ++seen_["starts cut short"];
  }
}

// nullopt: the power failed during the start.
std::optional<OpenedJournal> RocksDisk::start() {
  {
    const std::lock_guard lock(calls_);
    stopped_ = false;
  }
  if (left_) files_.replace(*std::exchange(left_, {}));
  if (below(10) == 0) plan_trouble(below(kCallsOfAStart), true);
  auto opened = directory_.try_open(epoch_);
  end_trouble();
  if (stopped_) return std::nullopt;
  if (!opened.ok()) throw std::runtime_error(opened.error().message);
  return std::move(opened).value();
}

void RocksDisk::crash() {
  if (stopped_) return;
  const std::lock_guard lock(calls_);
  switch (below(4)) {
    case 0:
      ++seen_["orderly ends"];
      break;
    case 1:
      ++seen_["deaths of the process"];
      left_ = files_.written();
      break;
    default:
      ++seen_["power cuts"];
      left_ = files_.after_power_cut(random_);
  }
}

void RocksDisk::plan_trouble(std::size_t after_calls, bool stops) {
  const std::lock_guard lock(calls_);
  constexpr std::array kErrors{EIO, ENOSPC, EDQUOT};
  trouble_ = Trouble{after_calls, stops, kErrors.at(below(kErrors.size())), below(2) == 0,
                     std::this_thread::get_id()};
}

void RocksDisk::end_trouble() {
  const std::lock_guard lock(calls_);
  trouble_.reset();
}

DiskAnswer RocksDisk::answer(const DiskCall& call) {
  const std::lock_guard lock(calls_);
  if (stopped_) return {-1, EIO};
  if (!trouble_ || trouble_->thread != std::this_thread::get_id()) return pass(call, call.bytes);
  if (trouble_->after_calls == 0) return trouble(call);
  --trouble_->after_calls;
  return pass(call, call.bytes);
}

DiskAnswer RocksDisk::pass(const DiskCall& call, std::size_t bytes) {
  if (call.kind == DiskCall::Kind::sync) {
    files_.synced(call.file);
    return {};
  }
  files_.before_write(call.file);
  const long written = call.pass(bytes);
  return {written, errno};
}

DiskAnswer RocksDisk::trouble(const DiskCall& call) {
  const bool write = call.kind == DiskCall::Kind::write;
  if (trouble_->stops) {
    if (write) (void)pass(call, below(call.bytes + 1));
    ++seen_["power cuts at " + kind_of(call.file)];
    stopped_ = true;
    left_ = files_.after_power_cut(random_);
    return {-1, EIO};
  }
  // A short write; the error comes with the next call.
  if (write && call.bytes > 1 && below(3) == 0) return pass(call, 1 + below(call.bytes - 1));
  ++seen_["errors of " + kind_of(call.file) + (write ? "'s write" : "'s sync")];
  const int error = trouble_->error;
  if (!trouble_->lasts) trouble_.reset();
  return {-1, error};
}

}  // namespace scand::broker::sim
