#pragma once
// Mailbox<T>: the typed, bounded hand-over between two threads. Any number of threads push, one
// takes. Full is an answer, not an exception and not a wait. A taker that sleeps in a poll loop
// calls arm() and then watches fd(), so that only a push to a sleeper costs a system call; one that
// has nothing else to do calls wait_take().

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
    const std::lock_guard lock(mutex_);
    if (items_.size() >= capacity_) return false;
    items_.push_back(std::move(item));
    // Whoever finds the taker asleep wakes it; it takes all there is: the others need not. Under
    // the lock, so that arm() clears no wake-up that is still on its way.
    if (armed_) {
      armed_ = false;
      signalled_ = true;
      wake_.signal();
    }
    arrived_.notify_one();
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

  // By the taker, before it sleeps. True: the mailbox is empty, and fd() becomes readable with the
  // next item; false: there are items to take.
  [[nodiscard]] bool arm() {
    const std::lock_guard lock(mutex_);
    if (!items_.empty()) return false;
    if (std::exchange(signalled_, false)) wake_.clear();
    return armed_ = true;
  }
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
    return item;
  }

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<T> items_;
  bool armed_ = false;      // the taker sleeps, or is about to
  bool signalled_ = false;  // fd() is readable
  WakeFd wake_;
};

}  // namespace scand::base
