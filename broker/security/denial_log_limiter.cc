#include "broker/security/denial_log_limiter.h"

#include <utility>

namespace scand::broker {

std::optional<std::uint64_t> DenialLogLimiter::allow(const std::string& address,
                                                     base::MonoTime now) {
  const auto found = entries_.find(address);
  if (found != entries_.end()) {
    if (now - found->second.written < kInterval) {
      ++found->second.suppressed;
      return std::nullopt;
    }
    found->second.written = now;
    return std::exchange(found->second.suppressed, 0);
  }
  // An address may be remembered past its minute; it goes when its place is needed.
  if (entries_.size() >= kAddressesMax)
    std::erase_if(entries_,
                  [&](const auto& entry) { return now - entry.second.written >= kInterval; });
  if (entries_.size() >= kAddressesMax) return std::nullopt;
  entries_.emplace(address, Entry{now});
  return 0;
}

}  // namespace scand::broker
