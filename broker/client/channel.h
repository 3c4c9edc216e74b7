#pragma once
// The client's two sockets as one: sends a request and waits for its reply, and receives
// publications meanwhile. Every wait ends at its limit or at an interrupt. It also turns what went
// wrong into a ClientError with a message. Used by one thread.

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "broker/client/client.h"
#include "broker/client/connection.h"
#include "broker/client/subscription.h"
#include "proto/reply_message.h"

namespace scand::client {

class Channel {
 public:
  using Reply = proto::ReplyMessage;
  enum class OnInterrupt : std::uint8_t { stop, keep_waiting };

  // `clock` must outlive the channel. Throws std::runtime_error: see Client.
  Channel(const ClientOptions& options, const base::Clock& clock);

  [[nodiscard]] base::MonoTime now() const { return clock_.mono(); }
  [[nodiscard]] const ClientOptions& options() const { return options_; }
  [[nodiscard]] Subscription& subscription() { return subscription_; }

  // Waits for a connection to the frontend. The error that says why there is none; nullopt:
  // connected.
  [[nodiscard]] std::optional<ClientError> connect(std::chrono::milliseconds limit);
  // As connect(); but running out of time is not an error, only an interrupt is.
  [[nodiscard]] std::optional<ClientError> reconnect(std::chrono::milliseconds limit);

  // Sends a request and returns its id; nullopt: not connected.
  [[nodiscard]] std::optional<std::string> send(proto::MessageType type, const proto::Value& body);
  // The reply to request `id`, or nullopt at `until`. An error reply is a reply here.
  [[nodiscard]] Answer<std::optional<Reply>> wait_reply(
      const std::string& id, base::MonoTime until, const Listener& listener,
      OnInterrupt on_interrupt = OnInterrupt::stop);
  // The reply to request `id` within the answer limit (when interrupts are not heeded: within a
  // short time). An error reply is a ClientError here.
  [[nodiscard]] Answer<Reply> require_reply(const std::string& id,
                                            OnInterrupt on_interrupt = OnInterrupt::stop);
  // send() and require_reply().
  [[nodiscard]] Answer<Reply> call(proto::MessageType type, const proto::Value& body);

  // The next publication, or nullopt at `until`.
  [[nodiscard]] Answer<std::optional<Publication>> next_publication(base::MonoTime until);

  [[nodiscard]] ClientError error(ClientError::Kind kind) const;
  [[nodiscard]] ClientError refused(const Reply& reply) const;
  // The reply lacks a field that its type must have.
  [[nodiscard]] ClientError unexpected(const Reply& reply) const;

 private:
  // Waits until a socket is readable; false: interrupted.
  bool wait_readable(base::MonoTime until, bool with_subscription,
                     OnInterrupt on_interrupt = OnInterrupt::stop);
  void deliver_publications(const Listener& listener);
  [[nodiscard]] ClientError connect_error(ConnectResult result) const;

  const ClientOptions options_;
  const base::Clock& clock_;
  std::shared_ptr<broker::SocketContext> context_;
  Connection connection_;
  Subscription subscription_;
};

}  // namespace scand::client
