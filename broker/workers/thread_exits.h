#pragma once
// Which of an owner's threads are still running. Lets the owner wait for a thread for a bounded
// time, which std::jthread cannot: its join() waits without limit. Thread-safe.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>

namespace scand::broker {

// Threads have numbers that their owner chooses.
class ThreadExits {
 public:
  void on_begin(std::uint32_t thread);  // by the owner, before it starts the thread
  void on_end(std::uint32_t thread);    // the thread's last act: join() then returns at once
  [[nodiscard]] bool has_ended(std::uint32_t thread) const;
  // True: the thread has ended (or all threads have). False: `limit` passed first.
  [[nodiscard]] bool wait_for(std::uint32_t thread, std::chrono::milliseconds limit) const;
  [[nodiscard]] bool wait_for_all(std::chrono::milliseconds limit) const;

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::set<std::uint32_t> running_;  // guarded by mutex_
};

}  // namespace scand::broker
