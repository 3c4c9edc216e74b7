#pragma once
// Mailbox<T>: a bounded queue of values between threads. Any number of threads push; one thread
// takes. A full mailbox is an answer: no exception, no wait.
//
// The taker can sleep in poll(): it calls arm() and then watches fd(). Only a push that finds the
// taker asleep makes a system call to wake it.

#include <cstddef>
#include <cstdint>
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
  std::uint64_t clear();  // returns how many signals there were since the last clear()

 private:
  int fd_;
};

template <class T>
class Mailbox {
 public:
  explicit Mailbox(std::size_t capacity) : capacity_(capacity) {}

  // False when full; the item is then untouched and still the caller's.
  [[nodiscard]] bool try_push(T& item) {
    {
      const std::lock_guard lock(mutex_);
      if (items_.size() >= capacity_) return false;
      items_.push_back(std::move(item));
      // Only the first push to a sleeping taker wakes it; it will take everything there is.
      if (!std::exchange(armed_, false)) return true;
      ++signals_;
    }
    // After the lock is released: the taker, once awake, would have to wait for it.
    wake_.signal();
    return true;
  }
  [[nodiscard]] bool try_push(T&& item) { return try_push(item); }

  [[nodiscard]] std::optional<T> try_take() {
    const std::lock_guard lock(mutex_);
    armed_ = false;
    if (items_.empty()) return std::nullopt;
    std::optional<T> item(std::move(items_.front()));
    items_.pop_front();
    return item;
  }

  // For the taker, before it sleeps. True: the mailbox is empty, and fd() becomes readable with the
  // next item. False: there are items to take.
  [[nodiscard]] bool arm() {
    const std::lock_guard lock(mutex_);
    if (!items_.empty()) return false;
    // A signal may still be on its way to fd(). It then wakes the taker for nothing once, and the
    // next arm() clears it.
    if (signals_ > 0) signals_ -= wake_.clear();
    return armed_ = true;
  }
  [[nodiscard]] int fd() const { return wake_.fd(); }
  [[nodiscard]] std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return items_.size();
  }

 private:
  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::deque<T> items_;
  bool armed_ = false;         // the taker sleeps or is about to
  std::uint64_t signals_ = 0;  // not cleared yet: in fd(), or on their way to it
  WakeFd wake_;
};

}  // namespace scand::base
