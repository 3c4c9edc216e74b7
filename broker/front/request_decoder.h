#pragma once
// Decodes a client's frames into a typed request. Pure and thread-safe. Hostile input is safe: it
// never throws, and memory use is proportional to the message's own size. What is wrong becomes a
// refusal that names the field.

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

// Who sent a request, where clients are authenticated.
struct Requester {
  std::string key;                     // public key
  std::optional<ClientAccess> access;  // by the table in force; nullopt: the key was revoked
};

// Requests that the broker answers by itself, without the core.
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
// Not a valid request; the frontend answers it with the refusal.
struct Refused {
  ClientRef client;
  proto::Refusal refusal;
};
}  // namespace incoming

// Everything that a client can send. An Event is for the core (submit, get, wait, cancel),
// ReadLatest for the collector, ReadResults for the journal.
using Incoming = std::variant<Event, ReadLatest, incoming::Ping, incoming::Status,
                              incoming::Exchanges, incoming::Jobs, ReadResults, incoming::Refused>;

class RequestDecoder {
 public:
  // `directory` must outlive the decoder.
  RequestDecoder(const proto::ExchangeDirectory& directory, proto::RequestDefaults defaults,
                 std::size_t message_bytes_max);

  // `endpoint`: which ROUTER received the frames (client_ref.h). On the public one they are
  // [address][body], or [address][empty][body] from a REQ peer; on the gateway's they are
  // [address][client's name][body].
  // `requester`: null where clients are not authenticated.
  // nullopt: no frame, so there is no address to reply to.
  [[nodiscard]] std::optional<Incoming> decode(int endpoint, Frames frames,
                                               const Requester* requester = nullptr) const;

 private:
  [[nodiscard]] Incoming decode_body(ClientRef client, const proto::RequestMessage& message) const;

  const proto::ExchangeDirectory& directory_;
  const proto::RequestDefaults defaults_;
  proto::ReadLimits limits_;
};

}  // namespace scand::broker
