#include "broker/client/connection.h"

#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "proto/limits.h"
#include "proto/request_message.h"

namespace scand::client {
namespace {

broker::SocketOptions client_options() {
  broker::SocketOptions options;
  options.immediate = true;  // a question to nobody is an error, not a hope
  options.max_message_bytes = static_cast<std::int64_t>(proto::kResultBytesMax + proto::kKiB);
  return options;
}

}  // namespace

Connection::Connection(std::shared_ptr<broker::SocketContext> context, const std::string& endpoint)
    : endpoint_(endpoint),
      socket_(std::move(context), broker::SocketType::dealer, client_options()) {
  socket_.connect(endpoint);
}

bool Connection::wait_connected(std::chrono::milliseconds limit, int interrupt_fd) {
  std::array<broker::PollItem, 2> items{broker::PollItem{&socket_, -1, true},
                                        broker::PollItem{nullptr, interrupt_fd}};
  broker::poll(std::span(items).first(interrupt_fd < 0 ? 1 : 2), limit);
  return items[0].ready;
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
