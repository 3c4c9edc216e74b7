#pragma once
// A question to the broker, and how it can end. The API depends on this interface alone; the link
// (broker_link.h) implements it.

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "lib/base/result.h"
#include "proto/encoding/value.h"
#include "proto/messages.h"
#include "proto/reply_message.h"

namespace scand::daemon::gateway {

struct Question {
  proto::MessageType type = proto::MessageType::ping;
  proto::Value body;                        // the fields of the type, without the envelope
  std::string client;                       // the broker schedules fairly between clients
  std::chrono::milliseconds limit{15'000};  // for the answer
};

enum class LinkFailure : std::uint8_t {
  full,       // too many questions are in flight
  no_answer,  // none came within the question's limit
  closed      // the gateway is shutting down
};

using BrokerAnswer = base::Result<proto::ReplyMessage, LinkFailure>;
using OnAnswer = std::function<void(BrokerAnswer)>;

// Any thread may ask. `on_answer` is called once: on the asking thread for a failure that is known
// at once, else on the link's thread. It must return soon.
class Asker {
 public:
  virtual ~Asker() = default;
  virtual void ask(Question question, OnAnswer on_answer) = 0;
};

}  // namespace scand::daemon::gateway
