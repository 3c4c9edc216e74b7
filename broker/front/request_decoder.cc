#include "broker/front/request_decoder.h"

#include <algorithm>
#include <utility>

#include "broker/core/client_ref.h"

namespace scand::broker {
namespace {

proto::Refusal bad_frames(std::size_t count) {
  return {proto::RefusalCode::bad_request,
          "a request is one frame, after an empty delimiter frame from a REQ socket; this message "
          "has " +
              std::to_string(count) + " frames",
          "",
          {}};
}

// Why the requester may not send this type of request; nullopt: it may.
std::optional<proto::Refusal> not_authorised(const Requester& requester, proto::MessageType type) {
  if (!requester.access)
    return proto::Refusal{proto::RefusalCode::not_authorised,
                          "scand no longer knows this key; ask its administrator",
                          "",
                          {}};
  if (may_request(*requester.access, type)) return std::nullopt;
  return proto::Refusal{proto::RefusalCode::not_authorised,
                        "client '" + requester.access->name + "' may not send " +
                            std::string(name(type)) + ": that requires the role " +
                            std::string(roles_for(type)),
                        "type",
                        {}};
}

// The request that `make` builds from the client and the parsed query; or the parser's refusal.
template <class Query, class Make>
Incoming request_or_refusal(ClientRef client, base::Result<Query, proto::Refusal> parsed,
                            Make make) {
  if (!parsed.ok()) return incoming::Refused{std::move(client), std::move(parsed).error()};
  return make(std::move(client), std::move(parsed).value());
}

}  // namespace

RequestDecoder::RequestDecoder(const proto::ExchangeDirectory& directory,
                               proto::RequestDefaults defaults, std::size_t message_bytes_max)
    : directory_(directory), defaults_(std::move(defaults)), limits_(proto::kRequestLimits) {
  limits_.bytes = std::min(limits_.bytes, message_bytes_max);
}

std::optional<Incoming> RequestDecoder::decode(int endpoint, Frames frames,
                                               const Requester* requester) const {
  if (frames.empty()) return std::nullopt;
  ClientRef client;
  client.endpoint = endpoint;
  client.routing_id = std::move(frames.front());
  if (requester != nullptr) {
    client.key = requester->key;
    if (requester->access) client.user = requester->access->name;
  }
  const bool from_gateway = endpoint == kGatewayRouter;
  client.delimiter = !from_gateway && frames.size() > 2 && frames[1].empty();
  const std::size_t expected = from_gateway || client.delimiter ? 3 : 2;
  if (frames.size() != expected)
    return incoming::Refused{std::move(client), bad_frames(frames.size() - 1)};
  if (from_gateway) client.user = std::move(frames[1]);
  auto message = proto::read_request_message(frames.back(), limits_);
  if (!message.ok()) {
    client.correlation = std::move(message.error().correlation);
    return incoming::Refused{std::move(client), std::move(message.error().refusal)};
  }
  client.correlation = std::move(message->correlation);
  if (requester != nullptr)
    if (auto refusal = not_authorised(*requester, message->type))
      return incoming::Refused{std::move(client), std::move(*refusal)};
  return decode_body(std::move(client), *message);
}

Incoming RequestDecoder::decode_body(ClientRef client, const proto::RequestMessage& message) const {
  const proto::Value& body = message.body;
  switch (message.type) {
    case proto::MessageType::scan_submit:
      return request_or_refusal(std::move(client),
                                proto::parse_scan_request(body, directory_, defaults_),
                                [](ClientRef from, proto::ScanRequest request) -> Incoming {
                                  return Event(event::Submit{std::move(from), std::move(request)});
                                });
    case proto::MessageType::scan_get:
      return request_or_refusal(
          std::move(client), proto::parse_job_query(body),
          [](ClientRef from, proto::JobQuery query) -> Incoming {
            return Event(event::Get{std::move(from), std::move(query.job_id)});
          });
    case proto::MessageType::scan_cancel:
      return request_or_refusal(
          std::move(client), proto::parse_job_query(body),
          [](ClientRef from, proto::JobQuery query) -> Incoming {
            return Event(event::Cancel{std::move(from), std::move(query.job_id)});
          });
    case proto::MessageType::scan_wait:
      return request_or_refusal(
          std::move(client), proto::parse_wait_query(body),
          [](ClientRef from, proto::WaitQuery query) -> Incoming {
            return Event(event::Wait{std::move(from), std::move(query.job_id), query.timeout_ms});
          });
    case proto::MessageType::signals_latest:
      return request_or_refusal(std::move(client), proto::parse_latest_query(body, directory_),
                                [](ClientRef from, proto::LatestQuery query) -> Incoming {
                                  return ReadLatest{std::move(from), std::move(query)};
                                });
    case proto::MessageType::scan_list:
      return request_or_refusal(std::move(client), proto::parse_list_query(body),
                                [](ClientRef from, proto::ListQuery query) -> Incoming {
                                  return incoming::Jobs{std::move(from), query};
                                });
    case proto::MessageType::scan_replay:
      return request_or_refusal(std::move(client), proto::parse_replay_query(body),
                                [](ClientRef from, proto::ReplayQuery query) -> Incoming {
                                  return ReadResults{std::move(from), std::move(query)};
                                });
    case proto::MessageType::exchanges_list:
      return incoming::Exchanges{std::move(client)};
    case proto::MessageType::status:
      return incoming::Status{std::move(client)};
    case proto::MessageType::ping:
      break;
  }
  return incoming::Ping{std::move(client)};
}

}  // namespace scand::broker
