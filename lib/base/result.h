#pragma once
// Result<T, E>: a value, or the reason why there is none (like std::expected of C++23). An error
// that crosses a boundary is a value; exceptions are for broken invariants and for start-up. The
// compiler warns when a result is ignored.

#include <cassert>
#include <utility>
#include <variant>

namespace scand::base {

template <class T, class E>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit by intent
  Result(E error)
      : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit by intent

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Call value() only when ok(), and error() only when not: both assert it.
  [[nodiscard]] T& value() & { return assert(ok()), *std::get_if<0>(&state_); }
  [[nodiscard]] const T& value() const& { return assert(ok()), *std::get_if<0>(&state_); }
  [[nodiscard]] T&& value() && { return assert(ok()), std::move(*std::get_if<0>(&state_)); }
  [[nodiscard]] E& error() & { return assert(!ok()), *std::get_if<1>(&state_); }
  [[nodiscard]] const E& error() const& { return assert(!ok()), *std::get_if<1>(&state_); }
  [[nodiscard]] E&& error() && { return assert(!ok()), std::move(*std::get_if<1>(&state_)); }

  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }

 private:
  std::variant<T, E> state_;
};

// For operations that give nothing but success or an error.
struct Ok {};

template <class E>
using Status = Result<Ok, E>;

}  // namespace scand::base
