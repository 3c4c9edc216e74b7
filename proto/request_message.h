#pragma once
// The envelope of a request: protocol version, type and the client's `id`. SPEC.md, "Messages".
// proto/request/ parses the fields of each type from `body`.

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

// Why a message was refused, and the `id` for the reply if it could still be read.
struct RefusedMessage {
  Refusal refusal;
  std::string correlation;
};

// Never throws. `limits.bytes` may be set lower than kMessageBytesMax.
[[nodiscard]] base::Result<RequestMessage, RefusedMessage> read_request_message(
    std::string_view bytes, const ReadLimits& limits = kRequestLimits);

// Encodes a whole request, for clients. `body` is null or a map without envelope fields.
[[nodiscard]] std::string encode_request_message(MessageType type, const Value& id,
                                                 const Value& body);

// True for `v`, `type` and `id`.
[[nodiscard]] bool is_envelope_field(std::string_view key);

}  // namespace scand::proto
