#pragma once
// Makes job ids (their form: proto/messages.h), ordered by time. They are names, not secrets:
// whoever may list jobs sees them.

#include <cstdint>
#include <random>
#include <string>

#include "lib/base/clock.h"

namespace scand::broker {

// From the front: 48 bits of milliseconds since 1970, 16 bits that count within the millisecond, 64
// random bits; so ids of one maker always increase, and two makers do not meet.
class JobIds {
 public:
  explicit JobIds(std::uint64_t seed) : random_(seed) {}
  // Later than every id made before, even when the wall clock went back.
  [[nodiscard]] std::string next(base::WallTime now);

 private:
  std::mt19937_64 random_;
  std::int64_t last_ms_ = -1;
  std::uint64_t count_ = 0;
};

}  // namespace scand::broker
