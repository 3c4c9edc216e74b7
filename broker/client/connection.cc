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

// A restarting scand cuts a handshake off too; keys that do not fit do so each time.
constexpr int kBrokenMax = 3;

broker::SocketOptions client_options(const std::optional<broker::CurveIdentity>& keys) {
  broker::SocketOptions options;
  options.curve = keys;
  options.immediate = true;  // a question to nobody is an error, not a hope
  options.max_message_bytes = static_cast<std::int64_t>(proto::kResultBytesMax + proto::kKiB);
  return options;
}

}  // namespace

Connection::Connection(std::shared_ptr<broker::SocketContext> context, const std::string& endpoint,
                       const std::optional<broker::CurveIdentity>& keys)
    : endpoint_(endpoint),
      socket_(context, broker::SocketType::dealer, client_options(keys)),
      watch_(std::move(context), socket_) {
  socket_.connect(endpoint);
}

std::optional<Connected> Connection::handshake() {
  while (const auto ended = watch_.next()) {
    switch (*ended) {
      case broker::Handshake::refused:
        return Connected::refused;
      case broker::Handshake::other_mechanism:
        return Connected::other_mechanism;
      case broker::Handshake::succeeded:
        broken_ = 0;
        break;
      case broker::Handshake::broken:
        if (++broken_ >= kBrokenMax) return Connected::broken;
        break;
    }
  }
  return std::nullopt;
}

Connected Connection::wait_connected(std::chrono::milliseconds limit, int interrupt_fd,
                                     const base::Clock& clock) {
  const bool for_ever = limit < std::chrono::milliseconds(0);
  const base::MonoTime until = clock.mono() + limit;
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - clock.mono());
    std::array<broker::PollItem, 3> items{broker::PollItem{&socket_, -1, true},
                                          broker::PollItem{&watch_.socket()},
                                          broker::PollItem{nullptr, interrupt_fd}};
    broker::poll(std::span(items).first(interrupt_fd < 0 ? 2 : 3),
                 for_ever ? limit : std::max(left, std::chrono::milliseconds(0)));
    if (items[0].ready) return Connected::yes;
    if (const auto failed = handshake()) return *failed;
    if (items[2].ready || (!for_ever && clock.mono() >= until)) return Connected::no;
  }
}

std::optional<std::string> Connection::ask(proto::MessageType type, const proto::Value& body) {
  std::string id = "c" + std::to_string(++asked_);
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
