#include "lib/base/log_throttle.h"

#include <algorithm>

namespace scand::base {

bool LogThrottle::admit(const std::string& kind, MonoTime now) {
  // A full table lets new kinds pass: too many lines are better than a lost one.
  if (entries_.size() >= limits_.kinds && !entries_.contains(kind)) return true;
  auto& entry = entries_.try_emplace(kind, Entry{now}).first->second;
  next_expiry_ = std::min(next_expiry_, entry.first + limits_.window);
  if (entry.written < limits_.lines) return ++entry.written, true;
  ++entry.held;
  return false;
}

std::vector<LogThrottle::Held> LogThrottle::forget(MonoTime first_until) {
  std::vector<Held> held;
  next_expiry_ = MonoTime::max();
  for (auto it = entries_.begin(); it != entries_.end();) {
    if (it->second.first > first_until) {
      next_expiry_ = std::min(next_expiry_, it->second.first + limits_.window);
      ++it;
      continue;
    }
    if (it->second.held > 0) held.push_back({it->first, it->second.held});
    it = entries_.erase(it);
  }
  std::ranges::sort(held, {}, &Held::kind);
  return held;
}

std::vector<LogThrottle::Held> LogThrottle::expire(MonoTime now) {
  if (now < next_expiry_) return {};  // the usual case, on every line
  return forget(now - limits_.window);
}

std::vector<LogThrottle::Held> LogThrottle::drain() {
  return forget(MonoTime::max());
}

}  // namespace scand::base
