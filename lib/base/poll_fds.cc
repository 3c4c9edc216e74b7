#include "lib/base/poll_fds.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>

namespace scand::base {

bool poll_fds(std::span<pollfd> fds, std::chrono::milliseconds limit) {
  const int limit_ms = static_cast<int>(std::max<std::int64_t>(limit.count(), -1));
  const int ready = ::poll(fds.data(), fds.size(), limit_ms);
  if (ready >= 0) return ready > 0;
  if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "poll");
  // When poll() fails it leaves `revents` unchanged.
  for (pollfd& one : fds)
    one.revents = 0;
  return false;
}

}  // namespace scand::base
