#pragma once
// Which threads have come to their end: lets their owner wait for them no longer than it wants to,
// which std::jthread cannot. Thread-safe.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>

namespace scand::broker {

class ThreadExits {
 public:
  void begun(std::uint32_t thread);
  void ended(std::uint32_t thread);  // the thread's last act: joining it is then immediate
  [[nodiscard]] bool has_ended(std::uint32_t thread) const;
  // True when it does not run any more; the second, when none does.
  [[nodiscard]] bool wait_for(std::uint32_t thread, std::chrono::milliseconds limit) const;
  [[nodiscard]] bool wait_for_all(std::chrono::milliseconds limit) const;

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::set<std::uint32_t> running_;  // guarded by mutex_
};

}  // namespace scand::broker
