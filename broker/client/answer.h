#pragma once
// What a client's call can end in, other than what it asked for.

#include <cstdint>
#include <optional>
#include <string>

#include "lib/base/result.h"
#include "proto/messages.h"

namespace scand::client {

struct ClientError {
  enum class Kind : std::uint8_t {
    cannot_connect,  // nobody listens there
    no_answer,       // connected, but no answer came in time
    not_authorised,  // not let in: wrong keys, none, or not known to scand
    refused,         // scand said no: `refusal` says why
    bad_reply,       // the answer cannot be read: another version, or not scand at all
    interrupted      // the caller's interrupt descriptor became readable
  };
  Kind kind = Kind::no_answer;
  std::string message;                    // what, where, what to do
  std::optional<proto::Refusal> refusal;  // with `refused`
};

template <class T>
using Answer = base::Result<T, ClientError>;

}  // namespace scand::client
