#include "broker/wire/handshake_watch.h"

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

std::string unique_endpoint() {
  static std::atomic<std::uint64_t> made{0};
  return fmt::format("inproc://handshakes-{}", ++made);
}

}  // namespace

HandshakeWatch::HandshakeWatch(std::shared_ptr<SocketContext> context, Socket& watched)
    : watched_(watched), events_(std::move(context), SocketType::pair) {
  const std::string endpoint = unique_endpoint();
  if (zmq_socket_monitor(watched_.native(), endpoint.c_str(), kEvents) != 0)
    throw std::runtime_error(
        fmt::format("cannot watch a ZeroMQ socket: {}", zmq_strerror(zmq_errno())));
  events_.connect(endpoint);
}

HandshakeWatch::~HandshakeWatch() {
  (void)zmq_socket_monitor(watched_.native(), nullptr, 0);
}

// An event is [number, 16 bits; value, 32 bits][endpoint], in the machine's byte order.
std::optional<Handshake> HandshakeWatch::next() {
  while (const auto frames = events_.receive()) {
    std::uint16_t event = 0;
    if (frames->size() != 2 || frames->front().size() < sizeof event) continue;
    std::memcpy(&event, frames->front().data(), sizeof event);
    switch (event) {
      case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH:
        return Handshake::refused;
      case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL:
        return Handshake::other_mechanism;
      case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL:
        return Handshake::broken;
      case ZMQ_EVENT_HANDSHAKE_SUCCEEDED:
        return Handshake::succeeded;
      default:
        break;
    }
  }
  return std::nullopt;
}

}  // namespace scand::broker
