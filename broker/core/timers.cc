#include "broker/core/timers.h"

namespace scand::broker {

void Timers::set(TimerKey key, base::MonoTime at) {
  clear(key);
  by_time_.emplace(at, key);
  by_key_.emplace(key, at);
}

void Timers::clear(TimerKey key) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return;
  by_time_.erase({found->second, key});
  by_key_.erase(found);
}

std::optional<base::MonoTime> Timers::next() const {
  if (by_time_.empty()) return std::nullopt;
  return by_time_.begin()->first;
}

std::optional<TimerKey> Timers::take_due(base::MonoTime now) {
  if (by_time_.empty() || by_time_.begin()->first > now) return std::nullopt;
  const TimerKey key = by_time_.begin()->second;
  clear(key);
  return key;
}

}  // namespace scand::broker
