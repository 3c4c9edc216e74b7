#include "daemon/http/listener.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>
#include <stdexcept>
#include <unistd.h>
#include <utility>

#include "daemon/http/event_loop.h"

namespace scand::daemon::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr int kBacklog = 1024;
// In one go, so that a crowd of new clients does not hold up the present ones.
constexpr int kAcceptsMax = 64;
constexpr std::chrono::milliseconds kRetryAfter{50};

[[noreturn]] void fail(const std::string& endpoint, const error_code& code) {
  const char* advice = "check the address and the port";
  if (code == asio::error::address_in_use)
    advice = "another program, or another scand, listens there; stop it or choose another port";
  if (code == asio::error::access_denied) advice = "ports below 1024 are for root; choose another";
  if (code == boost::system::errc::address_not_available)
    advice = "the address is none of this machine's";
  throw std::runtime_error(
      fmt::format("cannot listen for HTTP at {}: {}; {}", endpoint, code.message(), advice));
}

}  // namespace

Accepted::Accepted(int accepted, bool is_ipv6, std::string peer)
    : descriptor(accepted), ipv6(is_ipv6), address(std::move(peer)) {}

Accepted::~Accepted() {
  if (descriptor >= 0) ::close(descriptor);
}

struct Listener::Impl {
  tcp::acceptor acceptor;
  asio::steady_timer retry;
  std::function<void(std::shared_ptr<Accepted>)> on_accepted;
  std::function<void()> on_failure;
};

Listener::Listener(EventLoop& loop, const std::string& address, std::uint16_t port)
    : impl_(new Impl{tcp::acceptor(loop.context()), asio::steady_timer(loop.context()), {}, {}}) {
  const auto endpoint = endpoint_text(address, port);
  error_code code;
  const auto host = asio::ip::make_address(address, code);
  if (code)
    throw std::runtime_error(fmt::format(
        "cannot listen for HTTP at {}: '{}' is no IP address; write one such as 127.0.0.1 or ::1",
        endpoint, address));
  const tcp::endpoint place(host, port);
  auto& acceptor = impl_->acceptor;
  acceptor.open(place.protocol(), code);
  if (!code) acceptor.set_option(tcp::acceptor::reuse_address(true), code);
  if (!code) acceptor.bind(place, code);
  if (!code) acceptor.listen(kBacklog, code);
  if (!code) acceptor.non_blocking(true, code);
  if (code) fail(endpoint, code);
}

Listener::~Listener() = default;

std::uint16_t Listener::port() const {
  error_code ignored;
  return impl_->acceptor.local_endpoint(ignored).port();
}

void Listener::start(std::function<void(std::shared_ptr<Accepted>)> on_accepted,
                     std::function<void()> on_failure) {
  impl_->on_accepted = std::move(on_accepted);
  impl_->on_failure = std::move(on_failure);
  wait();
}

void Listener::wait() {
  impl_->acceptor.async_wait(tcp::acceptor::wait_read, [this](const error_code& code) {
    if (code != asio::error::operation_aborted) accept_some();
  });
}

void Listener::accept_some() {
  for (int count = 0; count < kAcceptsMax && impl_->acceptor.is_open(); ++count) {
    error_code code;
    tcp::endpoint peer;
    auto socket = impl_->acceptor.accept(peer, code);
    if (code == asio::error::would_block || code == asio::error::try_again) return wait();
    if (code == asio::error::connection_aborted || code == asio::error::interrupted) continue;
    if (code) {
      impl_->on_failure();
      impl_->retry.expires_after(kRetryAfter);
      impl_->retry.async_wait([this](const error_code& cut) {
        if (!cut) wait();
      });
      return;
    }
    error_code ignored;
    const int descriptor = socket.release(ignored);
    impl_->on_accepted(std::make_shared<Accepted>(descriptor, peer.address().is_v6(),
                                                  peer.address().to_string(ignored)));
  }
  if (impl_->acceptor.is_open()) wait();
}

void Listener::close() {
  error_code ignored;
  impl_->retry.cancel();
  impl_->acceptor.close(ignored);
}

std::string endpoint_text(const std::string& address, std::uint16_t port) {
  const bool ipv6 = address.find(':') != std::string::npos;
  return ipv6 ? fmt::format("[{}]:{}", address, port) : fmt::format("{}:{}", address, port);
}

bool is_loopback(const std::string& address) {
  error_code code;
  const auto host = asio::ip::make_address(address, code);
  if (code) return false;
  if (host.is_v6() && host.to_v6().is_v4_mapped())
    return asio::ip::make_address_v4(asio::ip::v4_mapped, host.to_v6()).is_loopback();
  return host.is_loopback();
}

}  // namespace scand::daemon::http
