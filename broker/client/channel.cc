#include "broker/client/channel.h"

// Tested by tests/unit/broker/client/client_test.cc, through Client.

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "broker/wire/poll.h"

namespace scand::client {
namespace {

using std::chrono::milliseconds;
using Kind = ClientError::Kind;

// After an interrupt, how long to wait for the reply to a request that is already on its way.
constexpr milliseconds kInterruptGrace{2'000};

std::optional<broker::CurveIdentity> curve_of(const std::optional<ClientKeys>& keys) {
  if (!keys) return std::nullopt;
  broker::CurveIdentity curve;
  curve.secret = keys->secret;
  // If the secret is not a key this stays empty, and making the sockets throws.
  curve.own_public = broker::public_key_of(keys->secret).value_or("");
  curve.server_public = keys->server_public_key;
  return curve;
}

bool is_reply_to(const proto::ReplyMessage& reply, const std::string& id) {
  return reply.id.string() != nullptr && *reply.id.string() == id;
}

}  // namespace

Channel::Channel(const ClientOptions& options, const base::Clock& clock)
    : options_(options),
      clock_(clock),
      context_(std::make_shared<broker::SocketContext>()),
      connection_(context_, options.frontend, curve_of(options.keys)),
      subscription_(context_, options.publisher, curve_of(options.keys)) {}

std::optional<ClientError> Channel::connect(milliseconds limit) {
  const auto result = connection_.wait_connected(limit, options_.interrupt_fd, clock_);
  if (result == ConnectResult::connected) return std::nullopt;
  return connect_error(result);
}

std::optional<ClientError> Channel::reconnect(milliseconds limit) {
  const auto result = connection_.wait_connected(limit, options_.interrupt_fd, clock_);
  if (result == ConnectResult::connected) return std::nullopt;
  if (result != ConnectResult::not_yet) return connect_error(result);
  if (!wait_readable(now(), false)) return error(Kind::interrupted);
  return std::nullopt;
}

std::optional<std::string> Channel::send(proto::MessageType type, const proto::Value& body) {
  return connection_.send_request(type, body);
}

Answer<std::optional<Channel::Reply>> Channel::wait_reply(const std::string& id,
                                                          base::MonoTime until,
                                                          const Listener& listener,
                                                          OnInterrupt on_interrupt) {
  for (;;) {
    deliver_publications(listener);
    while (auto reply = connection_.receive()) {
      if (!reply->ok()) return reply->error();
      if (is_reply_to(reply->value(), id)) return std::optional(std::move(*reply).value());
      // Otherwise it is a late reply to an earlier request, which nobody waits for any more.
    }
    if (now() >= until) return std::optional<Reply>();
    if (!wait_readable(until, static_cast<bool>(listener), on_interrupt))
      return error(Kind::interrupted);
  }
}

Answer<Channel::Reply> Channel::require_reply(const std::string& id, OnInterrupt on_interrupt) {
  const milliseconds limit =
      on_interrupt == OnInterrupt::stop ? options_.answer_limit : kInterruptGrace;
  auto reply = wait_reply(id, now() + limit, {}, on_interrupt);
  if (!reply.ok()) return reply.error();
  if (!reply.value()) return error(Kind::no_answer);
  if (reply.value()->type == proto::ReplyType::error) return refused(*reply.value());
  return std::move(*reply.value());
}

Answer<Channel::Reply> Channel::call(proto::MessageType type, const proto::Value& body) {
  const auto id = send(type, body);
  if (!id) return error(Kind::cannot_connect);
  return require_reply(*id);
}

Answer<std::optional<Publication>> Channel::next_publication(base::MonoTime until) {
  for (;;) {
    if (auto publication = subscription_.receive()) return std::optional(std::move(*publication));
    if (subscription_.denied()) return connect_error(ConnectResult::denied);
    if (now() >= until) return std::optional<Publication>();
    if (!wait_readable(until, true)) return error(Kind::interrupted);
  }
}

bool Channel::wait_readable(base::MonoTime until, bool with_subscription,
                            OnInterrupt on_interrupt) {
  const bool interruptible = on_interrupt == OnInterrupt::stop && options_.interrupt_fd >= 0;
  std::array<broker::PollItem, 4> items;
  std::size_t count = 0;
  items[count++] = {&connection_.socket()};
  if (with_subscription) {
    (void)
        subscription_.denied();  // read the monitor's old events: they would end each wait at once
    items[count++] = {&subscription_.socket()};
    items[count++] = {&subscription_.monitor()};
  }
  if (interruptible) items[count++] = {nullptr, options_.interrupt_fd};
  const auto left = std::chrono::ceil<milliseconds>(until - now());
  broker::poll(std::span(items).first(count), std::max(left, milliseconds(0)));
  return !interruptible || !items[count - 1].ready;
}

void Channel::deliver_publications(const Listener& listener) {
  if (!listener) return;
  while (const auto publication = subscription_.receive())
    listener(*publication);
}

ClientError Channel::connect_error(ConnectResult result) const {
  const std::string what = options_.frontend + ": not authorised; ";
  switch (result) {
    case ConnectResult::denied:
      return {Kind::not_authorised,
              what + "is the client's public key in scand's security.clients_file?",
              {}};
    case ConnectResult::mechanism_mismatch:
      return {Kind::not_authorised,
              what + (options_.keys ? "the server there uses no keys, but the client does (is "
                                      "security.server_key_file set?)"
                                    : "scand requires keys (CURVE): give the client's secret key "
                                      "and the server's public key"),
              {}};
    case ConnectResult::aborted:
      // Without keys too: a server with keys may hang up before the client has read that it has.
      return {Kind::not_authorised,
              what + "the server there aborts the handshake: " +
                  (options_.keys ? "is the server's public key really scand's?"
                                 : "does scand require keys (CURVE), or is it not scand?"),
              {}};
    case ConnectResult::connected:
    case ConnectResult::not_yet:
      break;
  }
  return error(Kind::cannot_connect);
}

ClientError Channel::error(ClientError::Kind kind) const {
  switch (kind) {
    case Kind::cannot_connect:
      return {kind,
              "nobody listens at " + options_.frontend +
                  "; is scand running, and is that its frontend.endpoint?",
              {}};
    case Kind::interrupted:
      return {kind, "interrupted", {}};
    default:
      return {kind,
              options_.frontend +
                  " gives no answer; is it scand's frontend.endpoint, and is scand healthy?",
              {}};
  }
}

ClientError Channel::refused(const Reply& reply) const {
  proto::Refusal refusal = reply.refusal();
  std::string message = refusal.message;
  return {Kind::refused, std::move(message), std::move(refusal)};
}

ClientError Channel::unexpected(const Reply& reply) const {
  return {Kind::bad_reply,
          options_.frontend + ": an answer of type " + std::string(name(reply.type)) +
              " without the fields it should have; is scand of another version?",
          {}};
}

}  // namespace scand::client
