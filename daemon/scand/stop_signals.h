#pragma once
// Waits for SIGTERM, SIGINT and SIGHUP, so that no handler interrupts other code.

#include <chrono>
#include <optional>
#include <string_view>

#include "lib/base/mailbox.h"

namespace scand::daemon {

// Make it before the first thread: it blocks these signals, and threads inherit the block. Make one
// at a time. Throws std::system_error.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  // Waits for a signal or fault(), at most for `limit`. Returns the signal's number, 0 after
  // fault(), nullopt when the time is up.
  [[nodiscard]] std::optional<int> wait(std::chrono::milliseconds limit);
  // Ends wait(), from any thread: something has failed for good.
  void fault() { fault_.signal(); }

 private:
  int fd_;
  base::WakeFd fault_;
};

}  // namespace scand::daemon
