#pragma once
// Sockets: the only door to libzmq. Nothing here blocks: a message is sent or taken now or not at
// all, and waiting is poll()'s business. A Socket belongs to one thread at a time; it may be made
// on one thread and handed to another before its first use there.

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

using Frames = std::vector<std::string>;

// libzmq's context. Shared by its sockets, so that it ends with the last of them: a thread that
// never returns keeps its own socket and so the context, and nobody waits for it. Thread-safe.
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

// Every socket has TCP keep-alive, IPv6 and a handshake limit; ROUTERs refuse what they
// cannot route (mandatory) and never hand an address over to a newcomer.
struct SocketOptions {
  int send_hwm = 1000;                  // messages a peer, kept by libzmq
  int receive_hwm = 1000;               // ... likewise
  std::int64_t max_message_bytes = -1;  // a larger frame costs its sender the connection; -1: any
  std::chrono::milliseconds linger{0};  // how long unsent messages hold up the context's end
  bool immediate = false;              // queue for peers that are connected, not for hoped-for ones
  std::string routing_id;              // inside the process only; empty: the peer chooses
  std::optional<CurveIdentity> curve;  // unset: neither encrypted nor authenticated
};

enum class Sent : std::uint8_t {
  yes,
  full,       // the peer's queue is full
  unroutable  // ROUTER: no such peer
};

// A last frame of so many bytes is shared and counted as unread; below it, a copy is cheaper than
// libzmq's counting of owners.
inline constexpr std::size_t kCountedFromBytes = 4'096;

// More frames than this in one message are thrown away as they are read.
inline constexpr std::size_t kFramesMax = 8;

class Socket {
 public:
  // Throws std::runtime_error when the process has no socket left.
  Socket(std::shared_ptr<SocketContext> context, SocketType type,
         const SocketOptions& options = {});
  ~Socket();
  Socket(Socket&&) noexcept;
  Socket& operator=(Socket&&) noexcept;

  // Throws std::runtime_error that names the endpoint, the reason and what to do.
  void bind(const std::string& endpoint);
  void connect(const std::string& endpoint);
  // Ends the listening and the connections that came by it. It takes libzmq a moment; until then
  // try_bind() on the same endpoint is false.
  void unbind(const std::string& endpoint);
  [[nodiscard]] bool try_bind(const std::string& endpoint);
  void subscribe(std::string_view topic_prefix);
  void unsubscribe(std::string_view topic_prefix);
  // Where bind() or connect() ended up: the port that "tcp://127.0.0.1:*" was given.
  [[nodiscard]] std::string endpoint() const;

  // One message of these frames, all or nothing. The second form sends `head` and then `last`; of
  // kCountedFromBytes or more, `unread`, which may be null, counts it until libzmq has let it go.
  [[nodiscard]] Sent send(std::span<const std::string_view> frames);
  [[nodiscard]] Sent send(std::span<const std::string_view> head, const base::Bytes& last,
                          const std::shared_ptr<UnreadBytes>& unread = nullptr);

  // As the first, with `parts` copied into one last frame.
  [[nodiscard]] Sent send_joined(std::span<const std::string_view> head,
                                 std::span<const std::string_view> parts,
                                 const std::shared_ptr<UnreadBytes>& unread = nullptr);

  // The next whole message; nullopt when there is none. A message of more than kFramesMax frames
  // comes as an empty one.
  [[nodiscard]] std::optional<Frames> receive();
  // ... and who sent it: the user id that the ZAP handler gave; empty where none did.
  [[nodiscard]] std::optional<Frames> receive(std::string& user_id);

  // For poll(). Readable when libzmq's threads have told the socket something since it was last
  // asked or used; not necessarily a message.
  [[nodiscard]] int fd() const;
  // Asks it, which takes in what it was told. Without asking when receive() has just found nothing
  // and the socket was not used since: then fd() tells when there is more.
  [[nodiscard]] bool can_receive();
  [[nodiscard]] bool can_send();
  void told();  // fd() is readable: ask next time, or at once where nobody asks

  [[nodiscard]] void* native();  // for handshake_watch.cc and tests alone

 private:
  struct Impl;
  std::shared_ptr<SocketContext> context_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace scand::broker
