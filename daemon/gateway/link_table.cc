#include "daemon/gateway/link_table.h"

namespace scand::daemon::gateway {

std::optional<QuestionId> LinkTable::add(OnAnswer& on_answer, base::MonoTime until) {
  if (waiting_.size() >= capacity_) return std::nullopt;
  const QuestionId id = ++last_;
  waiting_.emplace(id, Waiting{std::move(on_answer), until});
  by_time_.emplace(until, id);
  return id;
}

std::optional<OnAnswer> LinkTable::take(QuestionId id) {
  const auto found = waiting_.find(id);
  if (found == waiting_.end()) return std::nullopt;
  OnAnswer on_answer = std::move(found->second.on_answer);
  by_time_.erase({found->second.until, id});
  waiting_.erase(found);
  return on_answer;
}

std::vector<OnAnswer> LinkTable::take_expired(base::MonoTime now) {
  std::vector<OnAnswer> expired;
  while (!by_time_.empty() && by_time_.begin()->first <= now)
    expired.push_back(*take(by_time_.begin()->second));
  return expired;
}

std::vector<OnAnswer> LinkTable::take_all() {
  return take_expired(base::MonoTime::max());
}

std::optional<base::MonoTime> LinkTable::next() const {
  if (by_time_.empty()) return std::nullopt;
  return by_time_.begin()->first;
}

}  // namespace scand::daemon::gateway
