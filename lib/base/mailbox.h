#pragma once
// Mailbox<T>: the typed, bounded hand-over between two threads. Any number of threads push, one
// takes. Full is an answer, not an exception and not a wait. A taker that sleeps in a poll loop
// watches fd(); one that has nothing else to do calls wait_take().

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace scand::base {

// An eventfd. Thread-safe. Throws std::system_error when the kernel has no descriptor left.
class WakeFd {
 public:
  WakeFd();
  ~WakeFd();
  WakeFd(const WakeFd&) = delete;
  WakeFd& operator=(const WakeFd&) = delete;
  [[nodiscard]] int fd() const { return fd_; }  // readable while signalled
  void signal();
  void clear();

 private:
  int fd_;
};

template <class T>
class Mailbox {
 public:
  explicit Mailbox(std::size_t capacity) : capacity_(capacity) {}

  // False when full: the item is untouched and still the caller's.
  [[nodiscard]] bool try_push(T& item) {
    bool first = false;
    {
      const std::lock_guard lock(mutex_);
      if (items_.size() >= capacity_) return false;
      first = items_.empty();
      items_.push_back(std::move(item));
    }
    // Whoever fills an empty box wakes the taker, which takes all there is: the others need not.
    if (first) {
      arrived_.notify_one();
      wake_.signal();
    }
    return true;
  }
  [[nodiscard]] bool try_push(T&& item) { return try_push(item); }

  [[nodiscard]] std::optional<T> try_take() {
    const std::lock_guard lock(mutex_);
    return take_locked();
  }

  // Waits until an item is there or `limit` has passed.
  [[nodiscard]] std::optional<T> wait_take(std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, limit, [this] { return !items_.empty(); });
    return take_locked();
  }

  // Readable while the mailbox is not empty (or has just been emptied).
  [[nodiscard]] int fd() const { return wake_.fd(); }
  [[nodiscard]] std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return items_.size();
  }

 private:
  std::optional<T> take_locked() {
    if (items_.empty()) return std::nullopt;
    std::optional<T> item(std::move(items_.front()));
    items_.pop_front();
    if (items_.empty()) wake_.clear();
    return item;
  }

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<T> items_;
  WakeFd wake_;
};

}  // namespace scand::base
