#pragma once
// Reports scand's state to systemd, as sd_notify(3) defines it. Without $NOTIFY_SOCKET nothing is
// sent.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/clock.h"

namespace scand::daemon {

// Thread-safe. A message that cannot be sent is dropped: scanning goes on without a service
// manager.
class SystemdNotify {
 public:
  // Everything is loaded and the sockets are bound. `systemctl start` waits until then.
  void ready(std::string_view status) const;
  // A reload has begun; ready() ends it.
  void reloading(base::MonoTime now) const;
  // The line in `systemctl status`, such as "3 jobs, kraken held 12 s".
  void status(std::string_view text) const;
  // Stopping has begun and will take at most `limit` from now.
  void stopping(std::chrono::microseconds limit) const;
  // Feeds the watchdog. Call it only while every critical loop has run a turn recently.
  void alive() const;
  // The unit's WatchdogSec: systemd restarts scand if alive() is not called for this long. nullopt:
  // the unit has no watchdog.
  [[nodiscard]] static std::optional<std::chrono::microseconds> watchdog_limit();
};

// The text with spaces for line breaks: a message has one assignment a line.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace scand::daemon
