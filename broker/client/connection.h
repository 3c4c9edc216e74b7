#pragma once
// One DEALER to scand's frontend: questions out, answers back. Used by one thread.

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "broker/client/answer.h"
#include "broker/socket.h"
#include "proto/messages.h"
#include "proto/reply_message.h"
#include "proto/value.h"

namespace scand::client {

class Connection {
 public:
  // Throws std::runtime_error when the endpoint is not one.
  Connection(std::shared_ptr<broker::SocketContext> context, const std::string& endpoint);

  // True once somebody listens at the endpoint. Waits no longer than `limit`; `interrupt_fd` (-1:
  // none) ends the wait early.
  [[nodiscard]] bool wait_connected(std::chrono::milliseconds limit, int interrupt_fd);

  // Sends the fields of `body` (a map, or null for none) as a `type`; the id that its answer will
  // carry. nullopt: nobody is there to send to.
  [[nodiscard]] std::optional<std::string> ask(proto::MessageType type, const proto::Value& body);

  // The next answer that waits; nullopt when none does. Bytes that are no answer are an error.
  [[nodiscard]] std::optional<Answer<proto::ReplyMessage>> receive();

  [[nodiscard]] broker::Socket& socket() { return socket_; }  // to poll
  [[nodiscard]] const std::string& endpoint() const { return endpoint_; }

 private:
  const std::string endpoint_;
  broker::Socket socket_;
  std::uint64_t asked_ = 0;
};

}  // namespace scand::client
