#include "broker/wire/handshake_monitor.h"

// Tested by tests/unit/broker/security/zap_handler_test.cc: it takes a server with keys.

#include <atomic>
#include <cstring>
#include <fmt/format.h>
#include <stdexcept>
#include <utility>
#include <zmq.h>

namespace scand::broker {
namespace {

constexpr int kEvents = ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH |
                        ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL;

// Two monitors of one context must not share an endpoint.
std::string unique_endpoint() {
  static std::atomic<std::uint64_t> made{0};
  return fmt::format("inproc://handshakes-{}", ++made);
}

}  // namespace

HandshakeMonitor::HandshakeMonitor(std::shared_ptr<SocketContext> context, Socket& monitored)
    : monitored_(monitored), events_(std::move(context), SocketType::pair) {
  const std::string endpoint = unique_endpoint();
  if (zmq_socket_monitor(monitored_.native(), endpoint.c_str(), kEvents) != 0)
    throw std::runtime_error(
        fmt::format("cannot monitor a ZeroMQ socket: {}", zmq_strerror(zmq_errno())));
  events_.connect(endpoint);
}

HandshakeMonitor::~HandshakeMonitor() {
  (void)zmq_socket_monitor(monitored_.native(), nullptr, 0);
}

// An event has two frames: [event number, 16 bits; value, 32 bits] in host byte order, and
// [endpoint]. See zmq_socket_monitor(3).
std::optional<HandshakeOutcome> HandshakeMonitor::next() {
  while (const auto frames = events_.receive()) {
    std::uint16_t event = 0;
    if (frames->size() != 2 || frames->front().size() < sizeof event) continue;
    std::memcpy(&event, frames->front().data(), sizeof event);
    switch (event) {
      case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH:
        return HandshakeOutcome::denied;
      case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL:
        return HandshakeOutcome::mechanism_mismatch;
      case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL:
        return HandshakeOutcome::aborted;
      case ZMQ_EVENT_HANDSHAKE_SUCCEEDED:
        return HandshakeOutcome::succeeded;
      default:
        break;
    }
  }
  return std::nullopt;
}

}  // namespace scand::broker
