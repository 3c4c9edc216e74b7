#pragma once
// The two ROUTER sockets that clients reach: the public one, and one inside the process for the
// HTTP gateway. Requests come in here, replies go out. (What the broker publishes goes out in
// broker/results.)
//
// A peer that is gone, or that does not read its replies, loses them. Each loss is counted and
// affects no other peer. Used by one thread at a time: whoever builds the broker, then the broker
// thread.

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
  std::uint64_t malformed = 0;              // frames without an address to reply to
  std::array<std::uint64_t, 10> refused{};  // by proto::RefusalCode; refused here, not by the core
  std::uint64_t replies = 0;
  // Replies lost, by reason:
  std::uint64_t replies_unroutable = 0;  // the peer is gone
  std::uint64_t replies_full = 0;        // the peer does not read: its queue is full
  std::uint64_t replies_unread = 0;      // too many bytes unread: `busy` was sent instead
  std::uint64_t replies_revoked = 0;     // the peer's key was revoked while it waited
};

struct FrontendBounds {
  // A larger request costs the peer its connection.
  std::size_t message_bytes = proto::kMessageBytesMax;
  // Large replies that one peer may leave unread. Past this it is told `busy`. A peer that has read
  // everything is always sent one reply, however large.
  std::size_t unread_bytes = 64 * proto::kMiB;
  // Replies that libzmq queues for one peer; more are lost. libzmq learns what the peer has read
  // only after half a queue, so a burst of half this number is safe at any speed.
  int replies = 4'096;
};

// The server's secret key, and the table of its clients, which must outlive the frontend.
struct ServerSecurity {
  SecretKey secret;
  const AccessControl* access = nullptr;
};

class Frontend {
 public:
  // Binds the public endpoint. Throws std::runtime_error that names the endpoint. Without
  // `security`, anyone who can reach the endpoint may do anything.
  Frontend(std::shared_ptr<SocketContext> context, const std::string& endpoint,
           RequestDecoder decoder, const FrontendBounds& bounds,
           const std::optional<ServerSecurity>& security = std::nullopt);

  // Binds kGatewayEndpoint as well. `context` is the one in which the gateway connects. Call it
  // before any thread uses this object.
  void open_gateway(std::shared_ptr<SocketContext> context);

  // The next request from the public socket; nullopt when none is queued or `budget` is used up.
  // Requests that are refused here are answered on the way. `budget` is how many messages may be
  // read; each one read reduces it.
  [[nodiscard]] std::optional<Incoming> receive(std::size_t& budget);
  // The same for the gateway's socket, which must be open.
  [[nodiscard]] std::optional<Incoming> receive_gateway(std::size_t& budget);

  void reply(const command::ReplyAccepted& accepted);
  void reply(const command::ReplyRefused& refused);
  void reply(const command::ReplyStatus& status);
  void reply(const ReadyReply& ready);
  void reply(const ClientRef& client, std::string_view body);
  // Sends an error reply, and counts it by its code.
  void refuse(const ClientRef& client, const proto::Refusal& refusal);

  [[nodiscard]] Socket& socket() { return socket_; }                           // for poll()
  [[nodiscard]] Socket* gateway() { return gateway_ ? &*gateway_ : nullptr; }  // null: not open
  [[nodiscard]] std::string endpoint() const { return socket_.endpoint(); }
  [[nodiscard]] const FrontendCounters& counters() const { return counters_; }

 private:
  std::optional<Incoming> receive_from(Socket& socket, int endpoint, std::size_t& budget);
  [[nodiscard]] bool revoked(const ClientRef& client) const;
  void send_bounded(const ClientRef& client, std::string_view head, const base::Bytes& blob);
  void send(const ClientRef& client, std::string_view head, const base::Bytes& blob,
            const std::shared_ptr<UnreadBytes>& unread = nullptr);

  const std::size_t unread_bytes_max_;
  UnreadByPeer unread_;
  Socket socket_;
  std::optional<Socket> gateway_;
  RequestDecoder decoder_;
  const AccessControl* const access_;  // null: clients are not authenticated
  FrontendCounters counters_;
};

}  // namespace scand::broker
