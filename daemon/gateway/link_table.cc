#include "daemon/gateway/link_table.h"

namespace scand::daemon::gateway {

std::optional<QuestionId> LinkTable::add(Answered& answered, base::MonoTime until) {
  if (waiting_.size() >= most_) return std::nullopt;
  const QuestionId id = ++last_;
  waiting_.emplace(id, Waiting{std::move(answered), until});
  by_time_.emplace(until, id);
  return id;
}

std::optional<Answered> LinkTable::take(QuestionId id) {
  const auto found = waiting_.find(id);
  if (found == waiting_.end()) return std::nullopt;
  Answered answered = std::move(found->second.answered);
  by_time_.erase({found->second.until, id});
  waiting_.erase(found);
  return answered;
}

std::vector<Answered> LinkTable::take_expired(base::MonoTime now) {
  std::vector<Answered> expired;
  while (!by_time_.empty() && by_time_.begin()->first <= now)
    expired.push_back(*take(by_time_.begin()->second));
  return expired;
}

std::vector<Answered> LinkTable::take_all() {
  return take_expired(base::MonoTime::max());
}

std::optional<base::MonoTime> LinkTable::next() const {
  if (by_time_.empty()) return std::nullopt;
  return by_time_.begin()->first;
}

}  // namespace scand::daemon::gateway
