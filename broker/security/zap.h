#pragma once
// The ZeroMQ Authentication Protocol: what libzmq asks before it lets a peer in, and the answer.
// Pure.

#include <optional>
#include <string>
#include <string_view>

#include "broker/wire/socket.h"

namespace scand::broker {

struct ZapRequest {
  std::string request_id;
  std::string domain;
  std::string address;     // of the peer, without its port
  std::string public_key;  // Z85
};

// nullopt: no request for CURVE in version 1.0. `frames` as a REP socket receives them.
[[nodiscard]] std::optional<ZapRequest> read_zap(const Frames& frames);

// `user_id` lets the peer in under it; empty: it is refused. `request_id` may be what came.
[[nodiscard]] Frames zap_reply(std::string_view request_id, std::string_view user_id);

}  // namespace scand::broker
