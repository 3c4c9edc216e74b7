#pragma once
// What the gateway asks of the broker, and how that can end. The link does the asking
// (broker_link.h); the routes see no more of it than this.

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
  std::string client;                       // whose work it is: its lane in the broker
  std::chrono::milliseconds limit{15'000};  // for the answer
};

enum class LinkFailure : std::uint8_t {
  full,       // as many questions are under way as may be
  no_answer,  // none came within the question's limit
  closed      // the gateway is shutting down
};

using BrokerAnswer = base::Result<proto::ReplyMessage, LinkFailure>;
using Answered = std::function<void(BrokerAnswer)>;

// Any thread may ask. `answered` is called once, on the asking thread (a failure known at once) or
// on the link's; it must return soon.
class Asker {
 public:
  virtual ~Asker() = default;
  virtual void ask(Question question, Answered answered) = 0;
};

}  // namespace scand::daemon::gateway
