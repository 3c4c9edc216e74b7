#pragma once
// The DEALER socket to scand's frontend: requests out, replies in. Nothing here blocks, except
// wait_connected(). Used by one thread.

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "broker/client/answer.h"
#include "broker/wire/handshake_monitor.h"
#include "broker/wire/socket.h"
#include "lib/base/clock.h"
#include "proto/encoding/value.h"
#include "proto/messages.h"
#include "proto/reply_message.h"

namespace scand::client {

// See HandshakeOutcome for the last three: they are final.
enum class ConnectResult : std::uint8_t { connected, not_yet, denied, mechanism_mismatch, aborted };

class Connection {
 public:
  // Throws std::runtime_error when the endpoint or a key is malformed.
  Connection(std::shared_ptr<broker::SocketContext> context, const std::string& endpoint,
             const std::optional<broker::CurveIdentity>& keys = std::nullopt);

  // Waits until requests can be sent. `not_yet`: `limit` has passed (negative: no limit), or
  // `interrupt_fd` (-1: none) is readable.
  [[nodiscard]] ConnectResult wait_connected(std::chrono::milliseconds limit, int interrupt_fd,
                                             const base::Clock& clock);

  // Sends a request with the fields of `body`, a map or null. Returns the id that its reply will
  // carry; nullopt: not connected.
  [[nodiscard]] std::optional<std::string> send_request(proto::MessageType type,
                                                        const proto::Value& body);

  // The next reply; nullopt when none is queued. Bytes that cannot be read are a ClientError.
  [[nodiscard]] std::optional<Answer<proto::ReplyMessage>> receive();

  [[nodiscard]] broker::Socket& socket() { return socket_; }  // for poll()
  [[nodiscard]] const std::string& endpoint() const { return endpoint_; }

 private:
  // Why there will be no connection; nullopt while that is not known.
  [[nodiscard]] std::optional<ConnectResult> handshake_failure();

  const std::string endpoint_;
  broker::Socket socket_;
  broker::HandshakeMonitor monitor_;
  int aborted_ = 0;  // handshakes in a row that were cut off
  std::uint64_t requests_ = 0;
};

}  // namespace scand::client
