#pragma once
// Reports how a client socket's handshakes end. The socket itself never says that the server
// refused it: sends succeed and nothing comes back. Only libzmq's socket monitor knows.
//
// Create the monitor before connect() and destroy it before the socket. Both belong to one thread.

#include <cstdint>
#include <memory>
#include <optional>

#include "broker/wire/socket.h"

namespace scand::broker {

enum class HandshakeOutcome : std::uint8_t {
  denied,              // authenticated but not admitted; libzmq does not try again
  mechanism_mismatch,  // one side uses CURVE and the other does not; libzmq does not try again
  aborted,             // cut off midway: the wrong server key, or the server is not scand
  succeeded
};

class HandshakeMonitor {
 public:
  // Throws std::runtime_error when libzmq cannot monitor the socket.
  HandshakeMonitor(std::shared_ptr<SocketContext> context, Socket& monitored);
  ~HandshakeMonitor();
  HandshakeMonitor(const HandshakeMonitor&) = delete;
  HandshakeMonitor& operator=(const HandshakeMonitor&) = delete;

  // The next outcome that has not been reported yet; nullopt when there is none.
  [[nodiscard]] std::optional<HandshakeOutcome> next();
  [[nodiscard]] Socket& socket() { return events_; }  // for poll()

 private:
  Socket& monitored_;
  Socket events_;
};

}  // namespace scand::broker
