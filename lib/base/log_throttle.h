#pragma once
// How many equal log lines may be written: a bounded table of counters. Pure; its owner locks.

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "lib/base/clock.h"

namespace scand::base {

class LogThrottle {
 public:
  struct Limits {
    std::uint32_t lines = 5;                  // so many lines of a kind may be written ...
    Nanos window = std::chrono::seconds(10);  // ... within this time from the first on
    std::size_t kinds = 256;  // tracked at once; beyond, lines of new kinds all pass
  };
  struct Held {
    std::string kind;
    std::uint64_t lines = 0;  // how many were not written
  };

  LogThrottle() = default;
  explicit LogThrottle(Limits limits) : limits_(limits) {}

  // True: write the line. False: do not; it has been counted.
  [[nodiscard]] bool admit(const std::string& kind, MonoTime now);
  // Forgets the kinds whose window has passed, and returns those that held lines back, sorted by
  // kind.
  [[nodiscard]] std::vector<Held> expire(MonoTime now);
  // The same for all kinds, whether or not their window has passed.
  [[nodiscard]] std::vector<Held> drain();

 private:
  struct Entry {
    MonoTime first;
    std::uint32_t written = 0;
    std::uint64_t held = 0;  // not written
  };
  // Forgets the kinds whose first line came by then.
  std::vector<Held> forget(MonoTime first_until);

  Limits limits_;
  std::unordered_map<std::string, Entry> entries_;
  MonoTime next_expiry_ = MonoTime::max();
};

}  // namespace scand::base
