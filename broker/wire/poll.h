#pragma once
// Waiting for sockets and plain descriptors.

#include <chrono>
#include <span>

#include "broker/wire/socket.h"

namespace scand::broker {

// A socket or a plain descriptor to wait for.
struct PollItem {
  Socket* socket = nullptr;
  int fd = -1;               // when there is no socket
  bool wants_write = false;  // wait until it can be sent to, instead of received from
  // Out. Exact but for a socket to receive from, where it may be what libzmq keeps to itself (a
  // peer's coming, a subscription): receive() then finds nothing.
  bool ready = false;
};

// Waits until one is ready or just was, `limit` has passed or a signal came; may be early. A
// negative limit waits for ever.
void poll(std::span<PollItem> items, std::chrono::milliseconds limit);

}  // namespace scand::broker
