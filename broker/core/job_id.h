#pragma once
// Makes job ids (proto/messages.h defines their form). Ids sort by time. They are names, not
// secrets: anyone who may list jobs sees them.

#include <cstdint>
#include <random>
#include <string>

#include "lib/base/clock.h"

namespace scand::broker {

// An id has 128 bits. From the front: 48 bits of milliseconds since 1970, 16 bits that count within
// the millisecond, 64 random bits. So the ids of one JobIds always increase, and the ids of two do
// not collide.
class JobIds {
 public:
  explicit JobIds(std::uint64_t seed) : random_(seed) {}
  // Sorts after every id made before, even when the wall clock went back.
  [[nodiscard]] std::string next(base::WallTime now);

 private:
  std::mt19937_64 random_;
  std::int64_t last_ms_ = -1;
  std::uint64_t count_ = 0;  // within last_ms_
};

}  // namespace scand::broker
