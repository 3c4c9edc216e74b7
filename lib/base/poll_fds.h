#pragma once
// The system's poll() with its errors sorted out: an interrupting signal merely ends the wait; any
// other error is a bug and throws std::system_error. Any thread.
// Small: one call, complete.

#include <chrono>
#include <poll.h>
#include <span>

namespace scand::base {

// Waits until a descriptor is ready for one of its `events`, `limit` has passed, or a signal
// arrives. Fills in `revents`. Returns false, with all of them 0, when none is ready. A negative
// limit waits for ever.
bool poll_fds(std::span<pollfd> fds, std::chrono::milliseconds limit);

}  // namespace scand::base
