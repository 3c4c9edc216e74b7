#pragma once
// The system's poll(), with its errors sorted: a signal ends the wait early, anything else is a
// broken invariant and throws std::system_error. Any thread.

#include <chrono>
#include <poll.h>
#include <span>

namespace scand::base {

// Waits until a descriptor has one of its `events`, `limit` has passed or a signal came. Fills in
// `revents`; returns false, with all of them 0, when none is ready. A negative limit waits for
// ever.
bool poll_fds(std::span<pollfd> fds, std::chrono::milliseconds limit);

}  // namespace scand::base
