#pragma once
// The Respond of one request. Any thread may call it at any time; the answer is then brought to the
// connection's own thread. A second call does nothing. If it is destroyed uncalled, the connection
// learns that no answer will come.

#include <memory>

#include "daemon/http/answer_queue.h"
#include "daemon/http/counters.h"
#include "daemon/http/event_loop.h"
#include "daemon/http/message.h"

namespace scand::daemon::http {

// Receives the answer, on the loop's thread.
class AnswerTaker {
 public:
  virtual ~AnswerTaker() = default;
  // Null: the handler has dropped the request without an answer.
  virtual void take_answer(AnswerQueue::Ticket ticket, const Response* response) = 0;
};

// Counts the request as in flight until it is answered.
[[nodiscard]] Respond respond_once(std::shared_ptr<EventLoop> loop,
                                   std::weak_ptr<AnswerTaker> taker, AnswerQueue::Ticket ticket,
                                   std::shared_ptr<Counters> counters);

}  // namespace scand::daemon::http
