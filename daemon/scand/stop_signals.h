#pragma once
// SIGTERM, SIGINT and SIGHUP as something to wait for, instead of something that interrupts.

#include <chrono>
#include <optional>
#include <string_view>

#include "lib/base/mailbox.h"

namespace scand::daemon {

// Make it before the first thread: signals are blocked for the whole process from then on. One at a
// time. Throws std::system_error.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  // Waits for a signal, for fault() or for `limit`. The signal's number; 0 after fault(); nullopt
  // when the time is up.
  [[nodiscard]] std::optional<int> wait(std::chrono::milliseconds limit);
  // Ends wait() from any thread: something has gone wrong for good.
  void fault() { fault_.signal(); }

 private:
  int fd_;
  base::WakeFd fault_;
};

}  // namespace scand::daemon
