#pragma once
// What scand tells the service manager. Outside systemd ($NOTIFY_SOCKET unset) nothing is sent.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/clock.h"

namespace scand::daemon {

// Any thread may call any function. A message that cannot be sent is dropped: the service manager
// going away is no reason to stop scanning.
class SystemdNotify {
 public:
  // After sockets are bound and everything is loaded: until then `systemctl start` waits.
  void ready(std::string_view status) const;
  // Settings are being read again; ready() ends it. `now`: of the monotonic clock.
  void reloading(base::MonoTime now) const;
  // The line in `systemctl status`: "3 jobs, kraken held 12 s".
  void status(std::string_view text) const;
  // Stopping has begun and will take at most `limit` from now.
  void stopping(std::chrono::microseconds limit) const;
  // Feeds the watchdog. Call it only when every critical loop has made its turn lately.
  void alive() const;
  // Without alive() for so long, the unit's WatchdogSec, scand is restarted; nullopt: it is not.
  [[nodiscard]] static std::optional<std::chrono::microseconds> watchdog_limit();
};

// The text with line breaks made spaces, so that it stays one assignment.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace scand::daemon
