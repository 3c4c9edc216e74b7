#pragma once
// One DEALER to scand's frontend: questions out, answers back. Used by one thread.

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "broker/client/answer.h"
#include "broker/wire/handshake_watch.h"
#include "broker/wire/socket.h"
#include "lib/base/clock.h"
#include "proto/encoding/value.h"
#include "proto/messages.h"
#include "proto/reply_message.h"

namespace scand::client {

enum class Connected : std::uint8_t { yes, no, refused, other_mechanism, broken };

class Connection {
 public:
  // Throws std::runtime_error when the endpoint is not one, or a key is none.
  Connection(std::shared_ptr<broker::SocketContext> context, const std::string& endpoint,
             const std::optional<broker::CurveIdentity>& keys = std::nullopt);

  // `yes` once there is a connection that lets questions out; `no` when there was none within
  // `limit` (negative: for ever), or `interrupt_fd` (-1: none) became readable; else why there will
  // be none.
  [[nodiscard]] Connected wait_connected(std::chrono::milliseconds limit, int interrupt_fd,
                                         const base::Clock& clock);

  // Sends the fields of `body` (a map, or null for none) as a `type`; the id that its answer will
  // carry. nullopt: nobody is there to send to.
  [[nodiscard]] std::optional<std::string> ask(proto::MessageType type, const proto::Value& body);

  // The next answer that waits; nullopt when none does. Bytes that are no answer are an error.
  [[nodiscard]] std::optional<Answer<proto::ReplyMessage>> receive();

  [[nodiscard]] broker::Socket& socket() { return socket_; }  // to poll
  [[nodiscard]] const std::string& endpoint() const { return endpoint_; }

 private:
  // Why there will be no connection, once that is known.
  [[nodiscard]] std::optional<Connected> handshake();

  const std::string endpoint_;
  broker::Socket socket_;
  broker::HandshakeWatch watch_;
  int broken_ = 0;  // handshakes that were cut off, one after the other
  std::uint64_t asked_ = 0;
};

}  // namespace scand::client
