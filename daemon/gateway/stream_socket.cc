#include "daemon/gateway/stream_socket.h"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <utility>

#include "daemon/gateway/event_loop.h"

namespace scand::daemon::gateway {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

struct StreamSocket::Impl {
  tcp::socket socket;
};

namespace {

StreamSocket::Transfer told(const error_code& code, std::size_t bytes) {
  using State = StreamSocket::State;
  if (!code) return {State::done, bytes};
  if (code == asio::error::would_block || code == asio::error::try_again) return {State::blocked};
  return {code == asio::error::eof ? State::ended : State::broken};
}

}  // namespace

StreamSocket::StreamSocket(EventLoop& loop, int descriptor, bool ipv6)
    : impl_(new Impl{tcp::socket(loop.context(), ipv6 ? tcp::v6() : tcp::v4(), descriptor)}) {
  error_code ignored;  // answers leave in one write, so that waiting for more only delays them
  impl_->socket.set_option(tcp::no_delay(true), ignored);
  impl_->socket.non_blocking(true);
}

StreamSocket::~StreamSocket() = default;
StreamSocket::StreamSocket(StreamSocket&&) noexcept = default;
StreamSocket& StreamSocket::operator=(StreamSocket&&) noexcept = default;

StreamSocket::Transfer StreamSocket::read(std::span<char> into) {
  error_code code;
  const auto bytes = impl_->socket.read_some(asio::buffer(into.data(), into.size()), code);
  return told(code, bytes);
}

StreamSocket::Transfer StreamSocket::write(const std::vector<std::string_view>& pieces) {
  std::array<asio::const_buffer, kPiecesMax> buffers;
  const auto count = std::min(pieces.size(), buffers.size());
  for (std::size_t at = 0; at < count; ++at)
    buffers.at(at) = asio::const_buffer(pieces[at].data(), pieces[at].size());
  error_code code;
  const auto bytes =
      impl_->socket.write_some(std::span<const asio::const_buffer>(buffers.data(), count), code);
  return told(code, bytes);
}

void StreamSocket::wait_readable(std::shared_ptr<SocketOwner> owner) {
  impl_->socket.async_wait(tcp::socket::wait_read,
                           [owner = std::move(owner)](const error_code& code) {
                             if (code != asio::error::operation_aborted) owner->on_readable();
                           });
}

void StreamSocket::wait_writable(std::shared_ptr<SocketOwner> owner) {
  impl_->socket.async_wait(tcp::socket::wait_write,
                           [owner = std::move(owner)](const error_code& code) {
                             if (code != asio::error::operation_aborted) owner->on_writable();
                           });
}

void StreamSocket::end_sending() {
  error_code ignored;
  impl_->socket.shutdown(tcp::socket::shutdown_send, ignored);
}

void StreamSocket::close() {
  error_code ignored;
  impl_->socket.close(ignored);
}

}  // namespace scand::daemon::gateway
