#pragma once
// The public ROUTER, and one inside the process for the HTTP gateway: requests in, replies out. A
// peer that cannot be reached, or that does not read its replies, loses them; they are counted and
// nobody else notices. Owned by the broker's thread once that runs.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "broker/core/commands.h"
#include "broker/front/request_decoder.h"
#include "broker/mail/mail.h"
#include "broker/security/access_control.h"
#include "broker/wire/socket.h"
#include "broker/wire/unread_bytes.h"
#include "proto/limits.h"

namespace scand::broker {

struct FrontendCounters {
  std::uint64_t requests = 0;
  std::uint64_t malformed = 0;              // frames that no reply could be addressed for
  std::array<std::uint64_t, 10> refused{};  // by proto::RefusalCode, before the core saw them
  std::uint64_t replies = 0;
  std::uint64_t replies_unroutable = 0;  // the peer has gone
  std::uint64_t replies_full = 0;        // the peer does not read
  std::uint64_t replies_unread = 0;      // likewise, and was told busy in place of a large one
  std::uint64_t replies_revoked = 0;     // the peer's key was revoked while it waited
};

struct FrontendBounds {
  std::size_t message_bytes = proto::kMessageBytesMax;  // a larger request costs the connection
  // What one peer may leave unread of large replies; past it the peer is told busy. One is always
  // sent.
  std::size_t unread_bytes = 64 * proto::kMiB;
  // Replies that libzmq keeps for one peer; more are lost. It hears of what was read half a queue
  // late: a burst of half as many is safe, however quickly it comes.
  int replies = 4'096;
};

// Keys of the server and the table of its clients; the latter outlives who is given it.
struct ServerSecurity {
  SecretKey secret;
  const AccessControl* access = nullptr;
};

class Frontend {
 public:
  // Binds; throws std::runtime_error that names the endpoint. Without `security` everybody who
  // reaches the endpoint may do everything.
  Frontend(std::shared_ptr<SocketContext> context, const std::string& endpoint,
           RequestDecoder decoder, const FrontendBounds& bounds,
           const std::optional<ServerSecurity>& security = std::nullopt);

  // Opens the gateway's door (endpoints.h) as well, in the same context. Before any thread runs.
  void open_gateway(std::shared_ptr<SocketContext> context);

  // The next thing that is asked; nullopt when nothing waits. Refusals are answered on the way, at
  // most `budget` messages are looked at, and what was looked at is taken off it.
  [[nodiscard]] std::optional<Incoming> receive(std::size_t& budget);
  // Likewise at the gateway's door, which has to be open.
  [[nodiscard]] std::optional<Incoming> receive_gateway(std::size_t& budget);

  void reply(const command::ReplyAccepted& accepted);
  void reply(const command::ReplyRefused& refused);
  void reply(const command::ReplyStatus& status);
  void reply(const ReadyReply& ready);
  void reply(const ClientRef& client, std::string_view body);
  void refuse(const ClientRef& client, const proto::Refusal& refusal);

  [[nodiscard]] Socket& socket() { return socket_; }                           // to poll
  [[nodiscard]] Socket* gateway() { return gateway_ ? &*gateway_ : nullptr; }  // null: not open
  [[nodiscard]] std::string endpoint() const { return socket_.endpoint(); }
  [[nodiscard]] const FrontendCounters& counters() const { return counters_; }

 private:
  std::optional<Incoming> receive(int door, Socket& socket, std::size_t& budget);
  [[nodiscard]] bool revoked(const ClientRef& client) const;
  void deliver(const ClientRef& client, std::string_view head, const base::Bytes& blob);
  void send(const ClientRef& client, std::string_view head, const base::Bytes& blob,
            const std::shared_ptr<UnreadBytes>& unread = nullptr);

  const std::size_t unread_bytes_max_;
  UnreadByPeer unread_;
  Socket socket_;
  std::optional<Socket> gateway_;
  RequestDecoder decoder_;
  const AccessControl* const access_;  // null: nobody is authenticated
  FrontendCounters counters_;
};

}  // namespace scand::broker
