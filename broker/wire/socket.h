#pragma once
// ZeroMQ sockets. Only this folder includes libzmq. No call blocks: a message is sent or received
// now or not at all. To wait, use poll().
//
// A Socket belongs to one thread at a time. It may be created on one thread and handed to another
// before its first use there. Calls that are not documented to throw may throw zmq::error_t when
// libzmq reports a programming error.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "broker/wire/curve_keys.h"
#include "broker/wire/unread_bytes.h"
#include "lib/base/bytes.h"

namespace scand::broker {

// One multipart message.
using Frames = std::vector<std::string>;

// libzmq's context. Its sockets share it, so it ends with the last of them: a thread that never
// returns keeps its socket and the context alive, and nobody has to wait for that thread.
// Thread-safe.
class SocketContext {
 public:
  SocketContext();
  ~SocketContext();
  SocketContext(const SocketContext&) = delete;
  SocketContext& operator=(const SocketContext&) = delete;

 private:
  friend class Socket;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

enum class SocketType : std::uint8_t { router, dealer, req, rep, pub, sub, pair };

// Besides these, every socket has IPv6, TCP keep-alive and a limit on the handshake. A ROUTER
// reports messages that it cannot route, and never gives a connected peer's routing id to another.
struct SocketOptions {
  int send_hwm = 1000;                  // messages queued for each peer
  int receive_hwm = 1000;               // messages queued from each peer
  std::int64_t max_message_bytes = -1;  // a larger frame costs its sender the connection; -1: any
  std::chrono::milliseconds linger{0};  // how long unsent messages delay the end of the context
  bool immediate = false;               // queue only for peers that are connected
  std::string routing_id;               // for sockets inside the process; empty: libzmq chooses one
  std::optional<CurveIdentity> curve;   // unset: no encryption, no authentication
};

enum class Sent : std::uint8_t {
  yes,
  full,       // the peer's queue is full
  unroutable  // ROUTER only: no such peer
};

// A last frame of at least this size is shared with libzmq and counted as unread. A smaller one is
// copied: that is cheaper than counting its owners.
inline constexpr std::size_t kCountedFromBytes = 4'096;

// A message with more frames than this is read and discarded.
inline constexpr std::size_t kFramesMax = 8;

class Socket {
 public:
  // Throws std::runtime_error: the process has no socket left, or a key is malformed.
  Socket(std::shared_ptr<SocketContext> context, SocketType type,
         const SocketOptions& options = {});
  ~Socket();
  Socket(Socket&&) noexcept;
  Socket& operator=(Socket&&) noexcept;

  // Both throw std::runtime_error with the endpoint, the reason and what to do.
  void bind(const std::string& endpoint);
  void connect(const std::string& endpoint);
  // Stops listening and closes the connections accepted there. libzmq needs a moment to do so;
  // until then try_bind() on the same endpoint returns false.
  void unbind(const std::string& endpoint);
  [[nodiscard]] bool try_bind(const std::string& endpoint);
  void subscribe(std::string_view topic_prefix);
  void unsubscribe(std::string_view topic_prefix);
  // The last endpoint bound or connected, with the port that "tcp://127.0.0.1:*" received.
  [[nodiscard]] std::string endpoint() const;

  // Sends one message, all of it or nothing. The frames are `frames`; or `head` and then `last`; or
  // `head` and then one frame into which `parts` are copied. If the last frame has at least
  // kCountedFromBytes, `unread` (may be null) counts it until libzmq has released it.
  [[nodiscard]] Sent send(std::span<const std::string_view> frames);
  [[nodiscard]] Sent send(std::span<const std::string_view> head, const base::Bytes& last,
                          const std::shared_ptr<UnreadBytes>& unread = nullptr);
  [[nodiscard]] Sent send_joined(std::span<const std::string_view> head,
                                 std::span<const std::string_view> parts,
                                 const std::shared_ptr<UnreadBytes>& unread = nullptr);

  // The next whole message; nullopt when none is queued. A message of more than kFramesMax frames
  // is returned as one without frames.
  [[nodiscard]] std::optional<Frames> receive();
  // Also sets `user_id` to what the ZAP handler called the sender; empty without a ZAP handler.
  [[nodiscard]] std::optional<Frames> receive(std::string& user_id);

  // The next four are for poll(). fd() is edge-triggered: it becomes readable when libzmq has news
  // for this socket, which need not be a message, and stays silent until the socket is used again.
  [[nodiscard]] int fd() const;
  // Asks libzmq, which makes it process its news. can_receive() skips the question when receive()
  // has just returned nullopt and the socket has not been used since: fd() then reports any news.
  [[nodiscard]] bool can_receive();
  [[nodiscard]] bool can_send();
  // poll() calls this when fd() is readable: the next can_receive() must ask libzmq.
  void on_fd_ready();

  [[nodiscard]] void* native();  // libzmq's handle, for handshake_monitor.cc and tests only

 private:
  struct Impl;
  std::shared_ptr<SocketContext> context_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace scand::broker
