#pragma once
// A client's frames to what they ask of the broker. Pure; nothing that a client sends throws or
// costs more than its own size: what is wrong becomes a refusal that names the field.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "broker/core/events.h"
#include "broker/mail/mail.h"
#include "broker/security/access_table.h"
#include "broker/wire/socket.h"
#include "proto/limits.h"
#include "proto/messages.h"
#include "proto/request/parse_query.h"
#include "proto/request/parse_request.h"
#include "proto/request_message.h"

namespace scand::broker {

// Who asks, where clients are authenticated.
struct Requester {
  std::string key;
  std::optional<ClientAccess> access;  // by the table in force; nullopt: the key was revoked
};

namespace incoming {
struct Ping {
  ClientRef client;
};
struct Status {
  ClientRef client;
};
struct Exchanges {
  ClientRef client;
};
struct Jobs {
  ClientRef client;
  proto::ListQuery query;
};
struct Refused {
  ClientRef client;
  proto::Refusal refusal;
};
}  // namespace incoming

using Incoming = std::variant<Event, ReadLatest, incoming::Ping, incoming::Status,
                              incoming::Exchanges, incoming::Jobs, ReadResults, incoming::Refused>;

class RequestDecoder {
 public:
  // The directory outlives the decoder.
  RequestDecoder(const proto::ExchangeDirectory& directory, proto::RequestDefaults defaults,
                 std::size_t message_bytes_max);

  // `frames` as the door's ROUTER received them: [address][body], or [address][empty][body] of a
  // REQ; at the gateway's door [address][client's name][body].
  // nullopt when there is nobody to answer. `asker` is null where clients are not authenticated.
  [[nodiscard]] std::optional<Incoming> decode(int endpoint, Frames frames,
                                               const Requester* asker = nullptr) const;

 private:
  [[nodiscard]] Incoming decode_type(ClientRef client, const proto::RequestMessage& message) const;

  const proto::ExchangeDirectory& directory_;
  const proto::RequestDefaults defaults_;
  proto::ReadLimits limits_;
};

}  // namespace scand::broker
