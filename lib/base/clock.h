#pragma once
// Time is an argument: nothing below daemon/ reads a clock by itself. A thread's loop reads its
// Clock once a turn and passes a Now to the logic; tests move a ManualClock by hand.

#include <atomic>
#include <chrono>
#include <cstdint>

namespace scand::base {

using Nanos = std::chrono::nanoseconds;

// Tags time points as monotonic; it has no now(), since only a Clock may be asked.
struct MonoTag {
  using duration = Nanos;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<MonoTag>;
  static constexpr bool is_steady = true;
};

// A point on the monotonic clock, for deadlines and durations within this process. A type of its
// own, so that it cannot be mixed up with wall time.
using MonoTime = MonoTag::time_point;
// A point in UTC in whole milliseconds, for what is stored, sent, or compared with candles.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

struct Now {
  MonoTime mono;
  WallTime wall;
};

constexpr double seconds(Nanos duration) {
  return std::chrono::duration<double>(duration).count();
}
constexpr Nanos nanos(double seconds_value) {
  return std::chrono::duration_cast<Nanos>(std::chrono::duration<double>(seconds_value));
}
constexpr std::int64_t unix_ms(WallTime time) {
  return time.time_since_epoch().count();
}
constexpr WallTime from_unix_ms(std::int64_t ms) {
  return WallTime(std::chrono::milliseconds(ms));
}

// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual MonoTime mono() const = 0;
  [[nodiscard]] virtual WallTime wall() const = 0;
  [[nodiscard]] Now now() const { return {mono(), wall()}; }
};

// The machine's clocks (CLOCK_MONOTONIC, CLOCK_REALTIME).
class SystemClock final : public Clock {
 public:
  [[nodiscard]] MonoTime mono() const override;
  [[nodiscard]] WallTime wall() const override;
};

// For tests: stands still until advance(). Monotonic and wall time move together. Thread-safe.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(WallTime start = from_unix_ms(1'700'000'000'000)) : wall_start_(start) {}
  [[nodiscard]] MonoTime mono() const override { return MonoTime(Nanos(elapsed_.load())); }
  [[nodiscard]] WallTime wall() const override {
    return wall_start_ +
           std::chrono::duration_cast<std::chrono::milliseconds>(Nanos(elapsed_.load()));
  }
  void advance(Nanos by) { elapsed_ += by.count(); }

 private:
  WallTime wall_start_;
  std::atomic<std::int64_t> elapsed_{0};
};

}  // namespace scand::base
