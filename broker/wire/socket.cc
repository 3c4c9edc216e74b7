#include "broker/wire/socket.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fmt/core.h>
#include <stdexcept>
#include <utility>
#include <zmq.hpp>

#include "broker/wire/sync_marks.h"

#if defined(__SANITIZE_THREAD__)
// These libraries are not instrumented, so ThreadSanitizer cannot see how their own threads hand
// memory to each other: libzmq; libsodium, which decrypts into the messages that we receive; and
// RocksDB, whose threads free what it read for ours. sync_marks.h covers what our threads hand
// over.
extern "C" const char* __tsan_default_suppressions() {
  return "race:libzmq.so\nrace:libsodium.so\nrace:librocksdb.so\n";
}
#endif

namespace scand::broker {
namespace {

constexpr int kHandshakeMs = 5'000, kBacklog = 256, kReconnectMs = 100, kReconnectMaxMs = 10'000;
constexpr int kKeepaliveIdleSeconds = 60, kKeepaliveIntervalSeconds = 10, kKeepaliveCount = 6;
constexpr int kTcpMaxRetransmitMs = 20'000;

zmq::socket_type native_type(SocketType type) {
  using Native = zmq::socket_type;
  constexpr std::array kInOrderOfSocketType{Native::router, Native::dealer, Native::req,
                                            Native::rep,    Native::pub,    Native::sub,
                                            Native::pair};
  return kInOrderOfSocketType.at(static_cast<std::size_t>(type));
}

// TCP keep-alive finds peers that vanished. libzmq's own heartbeats would find them too, but libzmq
// 4.3 aborts when a heartbeat is due on a connection that its peer closed while the queue was full:
// any peer could end the process.
void set_tcp(zmq::socket_t& socket) {
  socket.set(zmq::sockopt::ipv6, true);
  socket.set(zmq::sockopt::handshake_ivl, kHandshakeMs);
  socket.set(zmq::sockopt::tcp_keepalive, 1);
  socket.set(zmq::sockopt::tcp_keepalive_idle, kKeepaliveIdleSeconds);
  socket.set(zmq::sockopt::tcp_keepalive_intvl, kKeepaliveIntervalSeconds);
  socket.set(zmq::sockopt::tcp_keepalive_cnt, kKeepaliveCount);
  socket.set(zmq::sockopt::tcp_maxrt, kTcpMaxRetransmitMs);
  socket.set(zmq::sockopt::backlog, kBacklog);
  socket.set(zmq::sockopt::reconnect_ivl, kReconnectMs);
  socket.set(zmq::sockopt::reconnect_ivl_max, kReconnectMaxMs);
}

// Keeps the bytes alive until libzmq's thread has sent them.
struct SharedFrame {
  base::Bytes bytes;
  std::shared_ptr<UnreadBytes> unread;  // may be null
  void* sync;
};

void release_frame(void*, void* hint) {
  auto* frame = static_cast<SharedFrame*>(hint);
  mark_received(frame->sync);
  if (frame->unread) frame->unread->remove(frame->bytes->size());
  delete frame;
}

zmq::message_t message_of(const base::Bytes& bytes, const std::shared_ptr<UnreadBytes>& unread,
                          void* sync) {
  if (bytes->size() < kCountedFromBytes) return {bytes->data(), bytes->size()};
  auto frame = std::make_unique<SharedFrame>(SharedFrame{bytes, unread, sync});
  if (unread) unread->add(bytes->size());
  // libzmq never writes to it; only its C signature asks for a mutable pointer.
  void* data = const_cast<char*>(bytes->data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  return {data, bytes->size(), release_frame, frame.release()};
}

}  // namespace

struct SocketContext::Impl {
  zmq::context_t context{1};
  char sync = 0;  // only its address matters: see sync_marks.h
};

SocketContext::SocketContext() : impl_(std::make_unique<Impl>()) {}
SocketContext::~SocketContext() = default;

struct Socket::Impl {
  zmq::socket_t socket;
  void* sync;
  bool receives;  // false for PUB: then only fd reports news
  int fd = -1;
  bool drained = false;  // receive() returned nothing, and libzmq was not called since

  // The socket, for any call of libzmq. Such a call may process news and so reset fd, which then no
  // longer reports them: the socket does not count as drained any more.
  zmq::socket_t& use() {
    drained = !receives;
    return socket;
  }

  [[nodiscard]] bool can(int event) {
    int events = 0;
    std::size_t size = sizeof events;
    while (zmq_getsockopt(use().handle(), ZMQ_EVENTS, &events, &size) != 0)
      if (zmq_errno() != EINTR) throw zmq::error_t();
    return (events & event) != 0;
  }

  Sent send(zmq::message_t message, bool more) {
    const auto flags =
        more ? zmq::send_flags::dontwait | zmq::send_flags::sndmore : zmq::send_flags::dontwait;
    mark_sent(sync);
    for (;;) {
      try {
        return use().send(message, flags) ? Sent::yes : Sent::full;
      } catch (const zmq::error_t& error) {
        if (error.num() == EHOSTUNREACH) return Sent::unroutable;
        if (error.num() != EINTR) throw;
      }
    }
  }

  Sent send_head(std::span<const std::string_view> head, bool more) {
    for (std::size_t i = 0; i < head.size(); ++i) {
      const Sent sent =
          send(zmq::message_t(head[i].data(), head[i].size()), more || i + 1 < head.size());
      // libzmq decides at the first frame whether it takes the message.
      if (sent != Sent::yes) return sent;
    }
    return Sent::yes;
  }
};

Socket::Socket(std::shared_ptr<SocketContext> context, SocketType type,
               const SocketOptions& options)
    : context_(std::move(context)) {
  try {
    impl_ = std::make_unique<Impl>(Impl{zmq::socket_t(context_->impl_->context, native_type(type)),
                                        &context_->impl_->sync, type != SocketType::pub});
    zmq::socket_t& socket = impl_->socket;
    set_tcp(socket);
    impl_->fd = socket.get(zmq::sockopt::fd);
    socket.set(zmq::sockopt::linger, static_cast<int>(options.linger.count()));
    socket.set(zmq::sockopt::sndhwm, options.send_hwm);
    socket.set(zmq::sockopt::rcvhwm, options.receive_hwm);
    socket.set(zmq::sockopt::maxmsgsize, options.max_message_bytes);
    if (options.curve) apply_curve(socket.handle(), *options.curve);
    if (options.immediate) socket.set(zmq::sockopt::immediate, true);
    if (!options.routing_id.empty()) socket.set(zmq::sockopt::routing_id, options.routing_id);
    if (type == SocketType::router) {
      socket.set(zmq::sockopt::router_mandatory, true);
      socket.set(zmq::sockopt::router_handover, false);
    }
  } catch (const zmq::error_t& error) {
    throw std::runtime_error(fmt::format("cannot make a ZeroMQ socket: {}", error.what()));
  }
}

Socket::~Socket() = default;
Socket::Socket(Socket&&) noexcept = default;
Socket& Socket::operator=(Socket&& other) noexcept {
  impl_ = std::move(other.impl_);  // first: destroying a context waits for its sockets
  context_ = std::move(other.context_);
  return *this;
}

void Socket::bind(const std::string& endpoint) {
  try {
    impl_->use().bind(endpoint);
  } catch (const zmq::error_t& error) {
    throw std::runtime_error(fmt::format(
        "cannot listen on {}: {}; is another scand running, or does the endpoint name an address "
        "of this machine?",
        endpoint, error.what()));
  }
}

bool Socket::try_bind(const std::string& endpoint) {
  return zmq_bind(impl_->use().handle(), endpoint.c_str()) == 0;
}

void Socket::unbind(const std::string& endpoint) {
  (void)zmq_unbind(impl_->use().handle(), endpoint.c_str());
}

int Socket::fd() const {
  return impl_->fd;
}

bool Socket::can_receive() {
  return !impl_->drained && impl_->can(ZMQ_POLLIN);
}

bool Socket::can_send() {
  return impl_->can(ZMQ_POLLOUT);
}

void Socket::on_fd_ready() {
  impl_->drained = false;
  // Nobody calls can_receive() on a PUB, so its fd would stay readable: process the news now.
  if (!impl_->receives) (void)impl_->can(ZMQ_POLLOUT);
}

void* Socket::native() {
  return impl_->use().handle();
}

void Socket::connect(const std::string& endpoint) {
  try {
    impl_->use().connect(endpoint);
  } catch (const zmq::error_t& error) {
    throw std::runtime_error(
        fmt::format("cannot connect to {}: {}; an endpoint looks like tcp://127.0.0.1:5555",
                    endpoint, error.what()));
  }
}

void Socket::subscribe(std::string_view topic_prefix) {
  impl_->use().set(zmq::sockopt::subscribe, zmq::buffer(topic_prefix));
}

void Socket::unsubscribe(std::string_view topic_prefix) {
  impl_->use().set(zmq::sockopt::unsubscribe, zmq::buffer(topic_prefix));
}

std::string Socket::endpoint() const {
  return impl_->socket.get(zmq::sockopt::last_endpoint);
}

Sent Socket::send(std::span<const std::string_view> frames) {
  return impl_->send_head(frames, false);
}

Sent Socket::send(std::span<const std::string_view> head, const base::Bytes& last,
                  const std::shared_ptr<UnreadBytes>& unread) {
  const Sent sent = impl_->send_head(head, true);
  return sent == Sent::yes ? impl_->send(message_of(last, unread, impl_->sync), false) : sent;
}

Sent Socket::send_joined(std::span<const std::string_view> head,
                         std::span<const std::string_view> parts,
                         const std::shared_ptr<UnreadBytes>& unread) {
  const Sent sent = impl_->send_head(head, true);
  if (sent != Sent::yes) return sent;
  std::size_t size = 0;
  for (const std::string_view part : parts)
    size += part.size();
  std::string joined;
  joined.reserve(size);
  for (const std::string_view part : parts)
    joined += part;
  const auto bytes = std::make_shared<const std::string>(std::move(joined));
  return impl_->send(message_of(bytes, unread, impl_->sync), false);
}

std::optional<Frames> Socket::receive() {
  std::string user_id;
  return receive(user_id);
}

std::optional<Frames> Socket::receive(std::string& user_id) {
  Frames frames;
  bool surplus = false;
  for (bool more = true; more;) {
    zmq::message_t message;
    try {
      if (!impl_->use().recv(message, zmq::recv_flags::dontwait)) {
        impl_->drained = true;
        return std::nullopt;
      }
    } catch (const zmq::error_t& error) {
      if (error.num() != EINTR) throw;
      continue;
    }
    mark_received(impl_->sync);
    more = message.more();
    const char* user = zmq_msg_gets(message.handle(), "User-Id");
    user_id = user == nullptr ? "" : user;
    if (frames.size() < kFramesMax)
      frames.push_back(copy_of_received(message.data<char>(), message.size()));
    else
      surplus = true;
  }
  if (surplus) frames.clear();
  return frames;
}

}  // namespace scand::broker
