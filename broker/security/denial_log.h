#pragma once
// At most one line a minute for each peer address, for a bounded number of addresses. Pure.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "lib/base/clock.h"

namespace scand::broker {

class DenialLog {
 public:
  static constexpr std::chrono::minutes kEvery{1};
  static constexpr std::size_t kAddressesMax = 1024;

  // Write a line, and say how many were held back since the last one; nullopt: hold it back. Past
  // the bound of addresses new ones are held back, too.
  [[nodiscard]] std::optional<std::uint64_t> admit(const std::string& address, base::MonoTime now);

 private:
  struct Entry {
    base::MonoTime written;
    std::uint64_t held = 0;
  };
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace scand::broker
