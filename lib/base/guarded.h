#pragma once
// Data that can be reached only while its lock is held, so that nobody can forget to lock.
// Thread-safe.
// Small: one class, complete.

#include <mutex>
#include <utility>

namespace scand::base {

template <class T>
class Guarded {
 public:
  Guarded() = default;
  explicit Guarded(T value) : value_(std::move(value)) {}

  // Calls `use` with the data while the lock is held, and returns its result. Keep it short: no
  // I/O, no second lock. Do not let a reference to the data escape.
  template <class Use>
  decltype(auto) with(Use&& use) {
    const std::lock_guard lock(mutex_);
    return std::forward<Use>(use)(value_);
  }
  template <class Use>
  decltype(auto) with(Use&& use) const {
    const std::lock_guard lock(mutex_);
    return std::forward<Use>(use)(value_);
  }

 private:
  mutable std::mutex mutex_;
  T value_;
};

}  // namespace scand::base
