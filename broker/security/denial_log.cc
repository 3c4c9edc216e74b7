#include "broker/security/denial_log.h"

#include <utility>

namespace scand::broker {

std::optional<std::uint64_t> DenialLog::admit(const std::string& address, base::MonoTime now) {
  const auto found = entries_.find(address);
  if (found != entries_.end()) {
    if (now - found->second.written < kEvery) {
      ++found->second.held;
      return std::nullopt;
    }
    found->second.written = now;
    return std::exchange(found->second.held, 0);
  }
  if (entries_.size() >= kAddressesMax)
    std::erase_if(entries_,
                  [&](const auto& entry) { return now - entry.second.written >= kEvery; });
  if (entries_.size() >= kAddressesMax) return std::nullopt;
  entries_.emplace(address, Entry{now});
  return 0;
}

}  // namespace scand::broker
