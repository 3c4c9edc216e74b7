#pragma once
// The `respond` of one request: may be called on any thread at any time, and is then brought to the
// connection's own; called twice, the second does nothing; let go uncalled, it answers 500.

#include <memory>

#include "daemon/gateway/answer_queue.h"
#include "daemon/gateway/event_loop.h"
#include "daemon/gateway/http_counters.h"
#include "daemon/gateway/http_message.h"

namespace scand::daemon::gateway {

// Whom an answer is for. On the loop's thread.
class AnswerTaker {
 public:
  virtual ~AnswerTaker() = default;
  virtual void take_answer(AnswerQueue::Ticket ticket, Response response) = 0;
};

// Counts the request as in flight until it is answered.
[[nodiscard]] Respond respond_once(std::shared_ptr<EventLoop> loop,
                                   std::weak_ptr<AnswerTaker> taker, AnswerQueue::Ticket ticket,
                                   std::shared_ptr<HttpCounters> counters);

}  // namespace scand::daemon::gateway
