#include "daemon/scand/systemd_notify.h"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <systemd/sd-daemon.h>

namespace scand::daemon {
namespace {

void send(const std::string& message) {
  (void)sd_notify(0, message.c_str());
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string line(text);
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\r' || c == '\0'; }, ' ');
  return line;
}

void SystemdNotify::ready(std::string_view status) const {
  send(fmt::format("READY=1\nSTATUS={}", one_line(status)));
}

void SystemdNotify::reloading(base::MonoTime now) const {
  const auto since_boot =
      std::chrono::duration_cast<std::chrono::microseconds>(now.time_since_epoch());
  send(fmt::format("RELOADING=1\nMONOTONIC_USEC={}", since_boot.count()));
}

void SystemdNotify::status(std::string_view text) const {
  send(fmt::format("STATUS={}", one_line(text)));
}

void SystemdNotify::stopping(std::chrono::microseconds limit) const {
  send(fmt::format("STOPPING=1\nSTATUS=stopping\nEXTEND_TIMEOUT_USEC={}", limit.count()));
}

void SystemdNotify::alive() const {
  send("WATCHDOG=1");
}

std::optional<std::chrono::microseconds> SystemdNotify::watchdog_limit() {
  std::uint64_t usec = 0;
  if (sd_watchdog_enabled(0, &usec) <= 0) return std::nullopt;
  return std::chrono::microseconds(usec);
}

}  // namespace scand::daemon
