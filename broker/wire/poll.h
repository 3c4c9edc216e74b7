#pragma once
// Waits for sockets and plain file descriptors at once: zmq_poll() with fewer system calls.

#include <chrono>
#include <span>

#include "broker/wire/socket.h"

namespace scand::broker {

// One thing to wait for: a socket, or a descriptor that is to become readable.
struct PollItem {
  Socket* socket = nullptr;
  int fd = -1;               // used when `socket` is null
  bool wants_write = false;  // wait until the socket can send, not until it can receive
  // Output. Exact, with one exception: a socket to receive from may be ready only because libzmq
  // has work of its own (a peer connected, a subscription came). receive() then returns nullopt.
  bool ready = false;
};

// Returns when an item is ready, `limit` has passed or a signal arrived; it may return early. A
// negative limit means no limit. At most 8 items; throws std::logic_error for more. Call it on the
// thread that owns the sockets.
void poll(std::span<PollItem> items, std::chrono::milliseconds limit);

}  // namespace scand::broker
