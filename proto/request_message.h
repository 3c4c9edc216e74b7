#pragma once
// The envelope of a request: which version, which type, whose. The fields of the type are read from
// `body` by parse_request.h and parse_query.h.

#include <string>
#include <string_view>

#include "lib/base/result.h"
#include "proto/encoding/value.h"
#include "proto/limits.h"
#include "proto/messages.h"

namespace scand::proto {

struct RequestMessage {
  MessageType type = MessageType::ping;
  std::string correlation;  // the client's `id`, encoded for the reply; empty: it sent none
  Value body;               // the whole map, envelope included
};

struct RefusedMessage {
  Refusal refusal;
  std::string correlation;  // as far as it could be read
};

// Never throws. `limits.bytes` may be set lower than kMessageBytesMax.
[[nodiscard]] base::Result<RequestMessage, RefusedMessage> read_request_message(
    std::string_view bytes, const ReadLimits& limits = kRequestLimits);

// For clients: a whole message. `body` is null or a map without envelope fields.
[[nodiscard]] std::string encode_request_message(MessageType type, const Value& id,
                                                 const Value& body);

[[nodiscard]] bool is_envelope_field(std::string_view key);

}  // namespace scand::proto
