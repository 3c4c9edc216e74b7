#pragma once
// The PUB socket. A message is three frames: [topic][sequence number, 8 bytes big-endian][msgpack].
// Results carry their sequence number; all other messages carry 0.
//
// PUB drops messages that a slow subscriber has no room for, and does not report it. Subscribers
// notice by a gap in the numbers and ask for a replay. The collector's thread owns the publisher
// from the moment it runs. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "broker/wire/curve_keys.h"
#include "broker/wire/socket.h"
#include "broker/wire/unread_bytes.h"
#include "lib/base/bytes.h"

namespace scand::broker {

class Publisher {
 public:
  static constexpr std::size_t kUnreadBytesMax = 256U << 20U;

  // Binds; throws std::runtime_error that names the endpoint. With `secret`, acts as a CURVE
  // server. `unread_bytes_max` bounds the memory that libzmq holds for all slow subscribers
  // together; beyond it every subscriber is disconnected.
  Publisher(std::shared_ptr<SocketContext> context, const std::string& endpoint,
            const std::optional<SecretKey>& secret = std::nullopt,
            std::size_t unread_bytes_max = kUnreadBytesMax);

  // Closes all connections by giving up the endpoint. Subscribers that still may connect do so by
  // themselves once try_listen() has succeeded; they see what they missed by the numbers.
  void disconnect_all();
  // Binds the endpoint again if it is not bound. False: it is not free yet, try again soon.
  [[nodiscard]] bool try_listen();

  void publish(std::string_view topic, std::uint64_t seq, const base::Bytes& body);
  [[nodiscard]] Socket& socket() { return socket_; }  // to poll: subscriptions arrive through it
  [[nodiscard]] const std::string& endpoint() const { return endpoint_; }
  [[nodiscard]] std::uint64_t published() const { return published_; }
  [[nodiscard]] std::uint64_t overflows() const { return overflows_; }  // of unread_bytes_max
  [[nodiscard]] std::size_t unread_bytes() const { return unread_->now(); }

 private:
  std::shared_ptr<UnreadBytes> unread_ = std::make_shared<UnreadBytes>();
  const std::size_t unread_bytes_max_;
  Socket socket_;
  std::string endpoint_;
  bool listening_ = true;
  std::uint64_t published_ = 0, overflows_ = 0;
};

}  // namespace scand::broker
