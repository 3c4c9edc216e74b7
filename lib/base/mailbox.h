#pragma once
// Mailbox<T>: the typed, bounded hand-over between two threads. Any number of threads push, one
// takes. Full is an answer, not an exception and not a wait. Before the taker sleeps in a poll loop
// it calls arm() and then watches fd(), so that only a push to a sleeper costs a system call.

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
  std::uint64_t clear();  // how many signals there were

 private:
  int fd_;
};

template <class T>
class Mailbox {
 public:
  explicit Mailbox(std::size_t capacity) : capacity_(capacity) {}

  // False when full: the item is untouched and still the caller's.
  [[nodiscard]] bool try_push(T& item) {
    {
      const std::lock_guard lock(mutex_);
      if (items_.size() >= capacity_) return false;
      items_.push_back(std::move(item));
      // Whoever finds the taker asleep wakes it; it takes all there is: the others need not.
      if (!std::exchange(armed_, false)) return true;
      ++signals_;
    }
    // Without the lock, which the taker is about to want: it would sleep again for it.
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

  // By the taker, before it sleeps. True: the mailbox is empty, and fd() becomes readable with the
  // next item; false: there are items to take.
  [[nodiscard]] bool arm() {
    const std::lock_guard lock(mutex_);
    if (!items_.empty()) return false;
    // One may still be on its way: it wakes the taker for nothing, and is cleared the next time.
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
  bool armed_ = false;         // the taker sleeps, or is about to
  std::uint64_t signals_ = 0;  // not cleared yet, whether fd() has them or they are on their way
  WakeFd wake_;
};

}  // namespace scand::base
