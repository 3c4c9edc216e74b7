#include "broker/client/connection.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "broker/wire/poll.h"
#include "proto/limits.h"
#include "proto/request_message.h"

namespace scand::client {
namespace {

// A restart of scand cuts off a handshake once; a wrong server key does so every time.
constexpr int kAbortedMax = 3;

broker::SocketOptions client_options(const std::optional<broker::CurveIdentity>& keys) {
  broker::SocketOptions options;
  options.curve = keys;
  options.immediate = true;  // without a connection, sending fails at once
  options.max_message_bytes = static_cast<std::int64_t>(proto::kResultBytesMax + proto::kKiB);
  return options;
}

}  // namespace

Connection::Connection(std::shared_ptr<broker::SocketContext> context, const std::string& endpoint,
                       const std::optional<broker::CurveIdentity>& keys)
    : endpoint_(endpoint),
      socket_(context, broker::SocketType::dealer, client_options(keys)),
      monitor_(std::move(context), socket_) {
  socket_.connect(endpoint);
}

std::optional<ConnectResult> Connection::handshake_failure() {
  while (const auto outcome = monitor_.next()) {
    switch (*outcome) {
      case broker::HandshakeOutcome::denied:
        return ConnectResult::denied;
      case broker::HandshakeOutcome::mechanism_mismatch:
        return ConnectResult::mechanism_mismatch;
      case broker::HandshakeOutcome::succeeded:
        aborted_ = 0;
        break;
      case broker::HandshakeOutcome::aborted:
        if (++aborted_ >= kAbortedMax) return ConnectResult::aborted;
        break;
    }
  }
  return std::nullopt;
}

ConnectResult Connection::wait_connected(std::chrono::milliseconds limit, int interrupt_fd,
                                         const base::Clock& clock) {
  const bool unlimited = limit < std::chrono::milliseconds(0);
  const base::MonoTime until = clock.mono() + limit;
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - clock.mono());
    std::array<broker::PollItem, 3> items{broker::PollItem{&socket_, -1, true},
                                          broker::PollItem{&monitor_.socket()},
                                          broker::PollItem{nullptr, interrupt_fd}};
    broker::poll(std::span(items).first(interrupt_fd < 0 ? 2 : 3),
                 unlimited ? limit : std::max(left, std::chrono::milliseconds(0)));
    if (items[0].ready) return ConnectResult::connected;
    if (const auto failure = handshake_failure()) return *failure;
    if (items[2].ready || (!unlimited && clock.mono() >= until)) return ConnectResult::not_yet;
  }
}

std::optional<std::string> Connection::send_request(proto::MessageType type,
                                                    const proto::Value& body) {
  std::string id = "c" + std::to_string(++requests_);
  const std::string bytes = proto::encode_request_message(type, proto::Value(id), body);
  const std::array<std::string_view, 1> frames{bytes};
  if (socket_.send(frames) != broker::Sent::yes) return std::nullopt;
  return id;
}

std::optional<Answer<proto::ReplyMessage>> Connection::receive() {
  const auto frames = socket_.receive();
  if (!frames) return std::nullopt;
  auto reply = proto::read_reply_message(frames->empty() ? std::string_view() : frames->back());
  if (reply.ok()) return std::move(reply).value();
  return ClientError{ClientError::Kind::bad_reply,
                     endpoint_ + ": the answer cannot be read (" + reply.error() +
                         "); is this scand's frontend, and of this version?",
                     {}};
}

}  // namespace scand::client
