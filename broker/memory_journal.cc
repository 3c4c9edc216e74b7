#include "broker/memory_journal.h"

#include <algorithm>
#include <utility>

namespace scand::broker {

MemoryJournal::MemoryJournal(std::string epoch, const MemoryJournalLimits& limits)
    : epoch_(std::move(epoch)), limits_(limits) {}

void MemoryJournal::append_result(const StoredResult& result) {
  group_.push_back(result);
}

base::Status<JournalFailure> MemoryJournal::commit(base::WallTime now) {
  for (StoredResult& result : group_) {
    const std::size_t bytes = result.encoded->size();
    if (!results_.try_emplace(result.job_id, std::move(result.encoded)).second) continue;
    bytes_ += bytes;
    last_seq_ = std::max(last_seq_, result.seq);
    by_age_.push_back({std::move(result.job_id), now});
  }
  group_.clear();
  return base::Ok{};
}

base::Result<Bytes, proto::Refusal> MemoryJournal::read_result(const std::string& job_id) const {
  const auto found = results_.find(job_id);
  if (found != results_.end()) return found->second;
  return proto::Refusal{proto::RefusalCode::not_found,
                        "job " + job_id + ": its result is no longer kept; scan again",
                        "job_id",
                        {}};
}

std::vector<std::string> MemoryJournal::evict(base::WallTime now) {
  std::vector<std::string> evicted;
  // The newest stays whatever its size: its waiters are about to read it.
  while (by_age_.size() > 1 && (by_age_.size() > limits_.results || bytes_ > limits_.bytes ||
                                now - by_age_.front().committed > limits_.age)) {
    const auto found = results_.find(by_age_.front().job_id);
    bytes_ -= found->second->size();
    results_.erase(found);
    evicted.push_back(std::move(by_age_.front().job_id));
    by_age_.pop_front();
  }
  return evicted;
}

}  // namespace scand::broker
