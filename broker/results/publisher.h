#pragma once
// The PUB socket: frames [topic][sequence number, 8 bytes big-endian][msgpack]. Results carry their
// number; everything else 0. PUB drops what a slow subscriber has no room for and does not say so:
// subscribers see it by the numbers. Owned by the collector's thread once that runs.

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

  // Binds; throws std::runtime_error that names the endpoint. With `secret` as a CURVE server.
  // `unread_bytes_max`: what slow subscribers may hold of libzmq's memory, all together; past it
  // they all have to come in anew.
  Publisher(std::shared_ptr<SocketContext> context, const std::string& endpoint,
            const std::optional<SecretKey>& secret = std::nullopt,
            std::size_t unread_bytes_max = kUnreadBytesMax);

  // Ends all subscribers' connections: those who may come back do so by themselves. What is
  // published until then is a loss that they see by the numbers.
  void rebind();
  // Goes on with it; false while the endpoint is not free again.
  [[nodiscard]] bool listening();

  void publish(std::string_view topic, std::uint64_t seq, const base::Bytes& body);
  [[nodiscard]] Socket& socket() { return socket_; }  // to poll: subscriptions come in by it
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
