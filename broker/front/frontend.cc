#include "broker/front/frontend.h"

#include <array>
#include <chrono>
#include <utility>

#include "broker/core/refusals.h"
#include "broker/wire/endpoints.h"
#include "proto/replies.h"

namespace scand::broker {
namespace {

// Requests queued from one peer. With the largest message allowed by default they take 16 MiB.
constexpr int kRequestQueue = 64;
// The same for the gateway, which has many requests in flight. Its own bound on them is lower and
// it always reads, so no reply to it is lost.
constexpr int kGatewayQueue = 8192;
// How long the last replies may take to leave when scand stops.
constexpr std::chrono::milliseconds kLinger{1'000};

SocketOptions frontend_options(const FrontendBounds& bounds,
                               const std::optional<ServerSecurity>& security) {
  SocketOptions options;
  options.send_hwm = bounds.replies;
  options.receive_hwm = kRequestQueue;
  options.max_message_bytes = static_cast<std::int64_t>(bounds.message_bytes);
  options.linger = kLinger;
  if (security) options.curve = CurveIdentity{security->secret, {}, {}, kFrontendDomain};
  return options;
}

}  // namespace

Frontend::Frontend(std::shared_ptr<SocketContext> context, const std::string& endpoint,
                   RequestDecoder decoder, const FrontendBounds& bounds,
                   const std::optional<ServerSecurity>& security)
    : unread_bytes_max_(bounds.unread_bytes),
      socket_(std::move(context), SocketType::router, frontend_options(bounds, security)),
      decoder_(std::move(decoder)),
      access_(security ? security->access : nullptr) {
  socket_.bind(endpoint);
}

void Frontend::open_gateway(std::shared_ptr<SocketContext> context) {
  SocketOptions options;
  options.send_hwm = kGatewayQueue;
  options.receive_hwm = kGatewayQueue;
  gateway_.emplace(std::move(context), SocketType::router, options);
  gateway_->bind(kGatewayEndpoint);
}

std::optional<Incoming> Frontend::receive(std::size_t& budget) {
  return receive_from(socket_, kPublicRouter, budget);
}

std::optional<Incoming> Frontend::receive_gateway(std::size_t& budget) {
  return receive_from(*gateway_, kGatewayRouter, budget);
}

std::optional<Incoming> Frontend::receive_from(Socket& socket, int endpoint, std::size_t& budget) {
  // The gateway is part of this process and authenticates its clients itself.
  const bool authenticated = access_ != nullptr && endpoint == kPublicRouter;
  while (budget > 0) {
    Requester requester;
    auto frames = socket.receive(requester.key);
    if (!frames) return std::nullopt;
    --budget;
    ++counters_.requests;
    // Looked up for each request: the table may have been replaced since the peer connected.
    if (authenticated) requester.access = access_->find(requester.key);
    auto request =
        decoder_.decode(endpoint, std::move(*frames), authenticated ? &requester : nullptr);
    if (!request) {
      ++counters_.malformed;
    } else if (const auto* refused = std::get_if<incoming::Refused>(&*request)) {
      refuse(refused->client, refused->refusal);
    } else {
      return request;
    }
  }
  return std::nullopt;
}

void Frontend::reply(const command::ReplyAccepted& accepted) {
  reply(accepted.client,
        proto::encode_accepted(accepted.client.correlation, accepted.job_id, accepted.status));
}

void Frontend::reply(const command::ReplyRefused& refused) {
  reply(refused.client, proto::encode_error(refused.client.correlation, refused.refusal));
}

void Frontend::reply(const command::ReplyStatus& status) {
  reply(status.client,
        proto::encode_status(status.client.correlation, status.job_id, status.status));
}

void Frontend::refuse(const ClientRef& client, const proto::Refusal& refusal) {
  ++counters_.refused.at(static_cast<std::size_t>(refusal.code));
  reply(client, proto::encode_error(client.correlation, refusal));
}

// Whether the key of a client that waited for this reply has left the table meanwhile.
bool Frontend::revoked(const ClientRef& client) const {
  return access_ != nullptr && client.endpoint == kPublicRouter && !access_->find(client.key);
}

void Frontend::reply(const ReadyReply& ready) {
  if (revoked(ready.client)) {
    ++counters_.replies_revoked;
    return;
  }
  send_bounded(ready.client, ready.head, ready.blob);
}

void Frontend::reply(const ClientRef& client, std::string_view body) {
  send_bounded(client, body, nullptr);
}

// Sends the reply, or `busy` when the peer has too many bytes unread. The refusal itself is smaller
// than kCountedFromBytes, so this does not recurse further.
void Frontend::send_bounded(const ClientRef& client, std::string_view head,
                            const base::Bytes& blob) {
  const std::size_t size = head.size() + (blob ? blob->size() : 0);
  // The gateway always reads, and bounds its own clients.
  if (client.endpoint == kGatewayRouter || size < kCountedFromBytes)
    return send(client, head, blob);
  const auto& unread = unread_.of(client.routing_id);
  const std::size_t waiting = unread->now();
  if (waiting > 0 && waiting + size > unread_bytes_max_) {
    ++counters_.replies_unread;
    return refuse(client, too_much_unread(waiting));
  }
  send(client, head, blob, unread);
}

// A reply has the frames of the request: [address][empty, for a REQ peer][body].
void Frontend::send(const ClientRef& client, std::string_view head, const base::Bytes& blob,
                    const std::shared_ptr<UnreadBytes>& unread) {
  const std::array<std::string_view, 2> address{client.routing_id, std::string_view()};
  const auto frames = std::span(address).first(client.delimiter ? 2 : 1);
  const std::array<std::string_view, 2> parts{head, blob ? *blob : std::string_view()};
  Socket& socket = client.endpoint == kGatewayRouter && gateway_ ? *gateway_ : socket_;
  switch (socket.send_joined(frames, parts, unread)) {
    case Sent::yes:
      ++counters_.replies;
      break;
    case Sent::full:
      ++counters_.replies_full;
      break;
    case Sent::unroutable:
      ++counters_.replies_unroutable;
      break;
  }
}

}  // namespace scand::broker
