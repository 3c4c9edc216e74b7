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
// libzmq's own threads hand memory to each other by means that ThreadSanitizer cannot see, as the
// library is not instrumented (sync_marks.h has what our threads hand over). Nor is libsodium, by
// which libzmq's threads decrypt into the messages that we receive, nor RocksDB, whose own threads
// free what it read for ours.
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
  switch (type) {
    case SocketType::router:
      return zmq::socket_type::router;
    case SocketType::dealer:
      return zmq::socket_type::dealer;
    case SocketType::req:
      return zmq::socket_type::req;
    case SocketType::rep:
      return zmq::socket_type::rep;
    case SocketType::pair:
      return zmq::socket_type::pair;
    case SocketType::pub:
      return zmq::socket_type::pub;
    case SocketType::sub:
      break;
  }
  return zmq::socket_type::sub;
}

// A peer that is gone without a word is found by TCP's keep-alive. libzmq's own heartbeats would do
// it too, but libzmq 4.3 aborts when one falls due on a connection that its peer closed while the
// socket's queue was full: any peer could end the process.
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

// Holds a reference to the bytes until libzmq's thread has sent them.
struct SharedFrame {
  base::Bytes bytes;
  std::shared_ptr<UnreadBytes> unread;  // may be null
  void* sync;
};

void release_frame(void*, void* hint) {
  auto* frame = static_cast<SharedFrame*>(hint);
  mark_received(frame->sync);
  if (frame->unread) frame->unread->let_go(frame->bytes->size());
  delete frame;
}

zmq::message_t message_of(const base::Bytes& bytes, const std::shared_ptr<UnreadBytes>& unread,
                          void* sync) {
  if (bytes->size() < kCountedFromBytes) return {bytes->data(), bytes->size()};
  auto frame = std::make_unique<SharedFrame>(SharedFrame{bytes, unread, sync});
  if (unread) unread->handed_over(bytes->size());
  // libzmq never writes to it: the const cast is its C signature's price.
  void* data = const_cast<char*>(bytes->data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  return {data, bytes->size(), release_frame, frame.release()};
}

}  // namespace

struct SocketContext::Impl {
  zmq::context_t context{1};
  char sync = 0;  // the address that stands for every hand-over of this context
};

SocketContext::SocketContext() : impl_(std::make_unique<Impl>()) {}
SocketContext::~SocketContext() = default;

struct Socket::Impl {
  zmq::socket_t socket;
  void* sync;
  bool receives;  // else there is never anything to ask for until fd tells
  int fd = -1;
  bool drained = false;  // receive() found nothing, and libzmq was not called since

  zmq::socket_t& used() {
    drained = !receives;
    return socket;
  }

  [[nodiscard]] bool can(int event) {
    int events = 0;
    std::size_t size = sizeof events;
    while (zmq_getsockopt(used().handle(), ZMQ_EVENTS, &events, &size) != 0)
      if (zmq_errno() != EINTR) throw zmq::error_t();
    return (events & event) != 0;
  }

  Sent send(zmq::message_t message, bool more) {
    const auto flags =
        more ? zmq::send_flags::dontwait | zmq::send_flags::sndmore : zmq::send_flags::dontwait;
    mark_sent(sync);
    for (;;) {
      try {
        return used().send(message, flags) ? Sent::yes : Sent::full;
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
      // libzmq decides at the first frame; the others follow it.
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
    if (options.curve) secure(socket.handle(), *options.curve);
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
  impl_ = std::move(other.impl_);  // before its context, whose end waits for its sockets
  context_ = std::move(other.context_);
  return *this;
}

void Socket::bind(const std::string& endpoint) {
  try {
    impl_->used().bind(endpoint);
  } catch (const zmq::error_t& error) {
    throw std::runtime_error(fmt::format(
        "cannot listen on {}: {}; is another scand running, or does the endpoint name an address "
        "of this machine?",
        endpoint, error.what()));
  }
}

bool Socket::try_bind(const std::string& endpoint) {
  return zmq_bind(impl_->used().handle(), endpoint.c_str()) == 0;
}

void Socket::unbind(const std::string& endpoint) {
  (void)zmq_unbind(impl_->used().handle(), endpoint.c_str());
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

void Socket::told() {
  impl_->drained = false;
  // Nobody asks one that never receives, so that its descriptor would go on telling the same.
  if (!impl_->receives) (void)impl_->can(ZMQ_POLLOUT);
}

void* Socket::native() {
  return impl_->used().handle();
}

void Socket::connect(const std::string& endpoint) {
  try {
    impl_->used().connect(endpoint);
  } catch (const zmq::error_t& error) {
    throw std::runtime_error(
        fmt::format("cannot connect to {}: {}; an endpoint looks like tcp://127.0.0.1:5555",
                    endpoint, error.what()));
  }
}

void Socket::subscribe(std::string_view topic_prefix) {
  impl_->used().set(zmq::sockopt::subscribe, zmq::buffer(topic_prefix));
}

void Socket::unsubscribe(std::string_view topic_prefix) {
  impl_->used().set(zmq::sockopt::unsubscribe, zmq::buffer(topic_prefix));
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
      if (!impl_->used().recv(message, zmq::recv_flags::dontwait)) {
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
