#include "broker/journal/memory_journal.h"

#include <algorithm>
#include <utility>

#include "broker/core/refusals.h"

namespace scand::broker {

MemoryJournal::MemoryJournal(std::string epoch, const JournalLimits& limits)
    : epoch_(std::move(epoch)), limits_(limits) {}

void MemoryJournal::append_result(const StoredResult& result) {
  group_.push_back(result);
}

base::Status<JournalFailure> MemoryJournal::commit(base::WallTime now) {
  for (StoredResult& result : group_) {
    // The first result of a job stands; a second one is ignored.
    if (!seq_of_.try_emplace(result.job_id, result.seq).second) continue;
    bytes_ += result.encoded->size();
    last_seq_ = std::max(last_seq_, result.seq);
    const std::uint64_t seq = result.seq;
    by_seq_.emplace(seq, Kept{std::move(result), now});
  }
  group_.clear();
  return base::Ok{};
}

base::Result<base::Bytes, proto::Refusal> MemoryJournal::read_result(
    const std::string& job_id) const {
  const auto found = seq_of_.find(job_id);
  if (found != seq_of_.end()) return by_seq_.at(found->second).result.encoded;
  return no_longer_kept(job_id);
}

base::Result<ReplayPage, proto::Refusal> MemoryJournal::read_results(std::uint64_t from_seq,
                                                                     std::size_t bytes_max) const {
  const std::uint64_t oldest = by_seq_.empty() ? last_seq_ + 1 : by_seq_.begin()->first;
  if (from_seq < oldest) return too_old(from_seq, oldest);
  ReplayPage page;
  page.last_seq = last_seq_;
  std::size_t bytes = 0;
  for (auto at = by_seq_.lower_bound(from_seq); at != by_seq_.end(); ++at) {
    bytes += at->second.result.encoded->size();
    page.more = !page.results.empty() && bytes > bytes_max;
    if (page.more) break;
    page.results.push_back(at->second.result);
  }
  return page;
}

std::vector<std::string> MemoryJournal::evict(base::WallTime now) {
  std::vector<std::string> evicted;
  // The newest result stays whatever its size: clients that wait for it are about to read it.
  while (by_seq_.size() > 1 && (by_seq_.size() > limits_.results || bytes_ > limits_.bytes ||
                                now - by_seq_.begin()->second.committed > limits_.age)) {
    StoredResult& oldest = by_seq_.begin()->second.result;
    bytes_ -= oldest.encoded->size();
    seq_of_.erase(oldest.job_id);
    evicted.push_back(std::move(oldest.job_id));
    by_seq_.erase(by_seq_.begin());
  }
  return evicted;
}

}  // namespace scand::broker
