#pragma once
// The ZeroMQ Authentication Protocol (ZAP, ZeroMQ RFC 27): reads libzmq's question whether to admit
// a peer, and writes the answer. Pure functions.

#include <optional>
#include <string>
#include <string_view>

#include "broker/wire/socket.h"

namespace scand::broker {

struct ZapRequest {
  std::string request_id;
  std::string domain;      // of the socket that the peer connects to: see endpoints.h
  std::string address;     // of the peer, without its port
  std::string public_key;  // of the peer, Z85
};

// `frames` as a REP socket receives them. nullopt when they are not a CURVE request of version 1.0.
[[nodiscard]] std::optional<ZapRequest> parse_zap_request(const Frames& frames);

// Admits the peer under `user_id`; an empty `user_id` denies it. `request_id` may come from frames
// that could not be parsed.
[[nodiscard]] Frames make_zap_reply(std::string_view request_id, std::string_view user_id);

}  // namespace scand::broker
