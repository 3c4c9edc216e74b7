#pragma once
// How many equal lines may be written: a bounded table of counters. Pure; time is an argument.

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
    std::uint32_t lines = 5;                  // of a kind that may be written ...
    Nanos window = std::chrono::seconds(10);  // ... from the first on for so long
    std::size_t kinds = 256;                  // remembered at once; past it, new kinds all pass
  };
  struct Held {
    std::string kind;
    std::uint64_t lines = 0;  // that were not written
  };

  LogThrottle() = default;
  explicit LogThrottle(Limits limits) : limits_(limits) {}

  // True: write the line. False: it is counted.
  [[nodiscard]] bool admit(const std::string& kind, MonoTime now);
  // Forgets the kinds whose window has passed and returns those that held lines back, by name.
  [[nodiscard]] std::vector<Held> expire(MonoTime now);
  // The same for all kinds.
  [[nodiscard]] std::vector<Held> drain();

 private:
  struct Entry {
    MonoTime first;
    std::uint32_t written = 0;
    std::uint64_t held = 0;
  };
  std::vector<Held> forget(MonoTime first_until);

  Limits limits_;
  std::unordered_map<std::string, Entry> entries_;
  MonoTime next_expiry_ = MonoTime::max();
};

}  // namespace scand::base
