#pragma once
// How long to wait before the next attempt: exponential backoff, doubling from `first` up to `cap`,
// with jitter, so that many that failed together do not come back together. Pure: the randomness
// comes from a seed.

#include <algorithm>
#include <cstdint>

#include "lib/base/clock.h"

namespace scand::base {

struct BackoffSpec {
  Nanos first = std::chrono::seconds(1);
  Nanos cap = std::chrono::seconds(15);
  friend bool operator==(const BackoffSpec&, const BackoffSpec&) = default;
};

// The wait without jitter: first, 2 * first, 4 * first ... cap. `failures`: how many there were so
// far; 0 means no wait.
constexpr Nanos backoff_limit(const BackoffSpec& spec, std::uint32_t failures) {
  if (failures == 0) return Nanos(0);
  Nanos limit = spec.first;
  for (std::uint32_t i = 1; i < failures && limit < spec.cap; ++i)
    limit *= 2;
  return std::clamp(limit, Nanos(0), spec.cap);
}

// One thread at a time.
class Backoff {
 public:
  Backoff(BackoffSpec spec, std::uint64_t seed) : spec_(spec), state_(seed) {}

  // Between half of the limit and the limit, each value equally likely.
  Nanos after(std::uint32_t failures) {
    const Nanos limit = backoff_limit(spec_, failures);
    const auto half = static_cast<std::uint64_t>(limit.count()) / 2;
    return limit - Nanos(static_cast<std::int64_t>(next() % (half + 1)));
  }

 private:
  // One step of splitmix64 (Steele, Lea, Flood 2014; Vigna's constants): evenly distributed from
  // any seed.
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
  }

  BackoffSpec spec_;
  std::uint64_t state_;
};

}  // namespace scand::base
