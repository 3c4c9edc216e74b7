#pragma once
// How a client's handshakes end. libzmq gives a refused client no word by its socket: sends succeed
// and nothing comes back. Its monitor knows. Make the watch before connect(), end it before the
// socket; used by the socket's thread.

#include <cstdint>
#include <memory>
#include <optional>

#include "broker/wire/socket.h"

namespace scand::broker {

enum class Handshake : std::uint8_t {
  refused,          // authenticated, and not let in; libzmq does not try again
  other_mechanism,  // one side has keys and the other has none; it does not try again
  broken,           // cut off during the handshake: keys of another server, or no scand at all
  succeeded
};

class HandshakeWatch {
 public:
  // Throws std::runtime_error.
  HandshakeWatch(std::shared_ptr<SocketContext> context, Socket& watched);
  ~HandshakeWatch();
  HandshakeWatch(const HandshakeWatch&) = delete;
  HandshakeWatch& operator=(const HandshakeWatch&) = delete;

  // The next that is known; nullopt when none is.
  [[nodiscard]] std::optional<Handshake> next();
  [[nodiscard]] Socket& socket() { return events_; }  // to poll

 private:
  Socket& watched_;
  Socket events_;
};

}  // namespace scand::broker
