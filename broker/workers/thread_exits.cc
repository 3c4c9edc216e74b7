#include "broker/workers/thread_exits.h"

namespace scand::broker {

void ThreadExits::on_begin(std::uint32_t thread) {
  const std::lock_guard lock(mutex_);
  running_.insert(thread);
}

void ThreadExits::on_end(std::uint32_t thread) {
  // Notify with the lock held: the waiter that wakes may destroy this object.
  const std::lock_guard lock(mutex_);
  running_.erase(thread);
  changed_.notify_all();
}

bool ThreadExits::has_ended(std::uint32_t thread) const {
  const std::lock_guard lock(mutex_);
  return !running_.contains(thread);
}

bool ThreadExits::wait_for(std::uint32_t thread, std::chrono::milliseconds limit) const {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, limit, [&] { return !running_.contains(thread); });
}

bool ThreadExits::wait_for_all(std::chrono::milliseconds limit) const {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, limit, [this] { return running_.empty(); });
}

}  // namespace scand::broker
