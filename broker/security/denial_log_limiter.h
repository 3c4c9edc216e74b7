#pragma once
// Keeps denied peers from flooding the log: at most one line a minute for each address, and a
// bounded number of addresses remembered. Pure; used by one thread.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "lib/base/clock.h"

namespace scand::broker {

class DenialLogLimiter {
 public:
  static constexpr std::chrono::minutes kInterval{1};
  static constexpr std::size_t kAddressesMax = 1024;

  // Whether to write a line about `address` now: the number of lines suppressed since its last one,
  // or nullopt to suppress this one too. When the table is full, a new address is suppressed.
  [[nodiscard]] std::optional<std::uint64_t> allow(const std::string& address, base::MonoTime now);

 private:
  struct Entry {
    base::MonoTime written;
    std::uint64_t suppressed = 0;
  };
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace scand::broker
