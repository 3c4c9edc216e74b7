// Tested by tests/unit/daemon/http/connection_test.cc
#include "daemon/http/conversation.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "daemon/http/accept_encoding.h"

namespace scand::daemon::http {
namespace {

AnswerForm closing_form() {
  AnswerForm form;
  form.keep_alive = false;
  return form;
}

// A request that changes nothing may run beside others of its kind.
bool safe(const Conversation::Incoming& incoming) {
  const auto& method = incoming.request.method;
  return (method == "GET" || method == "OPTIONS") && !incoming.framing.has_body;
}

}  // namespace

Conversation::Conversation(ServerLoop& loop, std::string address, RespondFor respond_for)
    : loop_(loop), address_(std::move(address)), respond_for_(std::move(respond_for)) {}

bool Conversation::full() const {
  return queue_.size() >= loop_.parts().options.limits.pipelined;
}

bool Conversation::may_begin(const Incoming& incoming) const {
  return queue_.may_begin(safe(incoming));
}

bool Conversation::admit(Incoming& incoming) {
  incoming.request.client = address_;
  auto admission = loop_.parts().handler.admit(incoming.request);
  incoming.answer_headers = std::move(admission.headers);
  if (!admission.answer) return true;
  auto& counters = loop_.counters();
  if (const auto status = admission.answer->status; status >= 400)
    count(status == 401 ? counters.requests_unauthorized : counters.requests_invalid);
  answer_at_once(incoming, *admission.answer);
  return false;
}

AnswerForm Conversation::form_of(Incoming& incoming) const {
  AnswerForm form;
  form.http10 = incoming.framing.http10;
  form.keep_alive = incoming.framing.keep_alive && !loop_.draining();
  form.head_only = incoming.framing.head_only;
  form.gzip = accepts_gzip(header_value(incoming.request.headers, "accept-encoding"));
  form.headers = std::move(incoming.answer_headers);
  return form;
}

bool Conversation::dispatch(Incoming incoming) {
  auto& parts = loop_.parts();
  auto& counters = loop_.counters();
  if (counters.requests_in_flight.load(std::memory_order_relaxed) >=
      parts.options.limits.requests) {
    count(counters.requests_over_limit);
    answer_at_once(incoming, parts.busy("too many requests are being answered"));
    return false;
  }
  auto form = form_of(incoming);
  begun_ = true;
  last_seen_ = last_seen_ || !form.keep_alive;
  const auto ticket = queue_.expect(std::move(form), safe(incoming));
  auto respond = respond_for_(ticket);
  try {
    parts.handler.handle(std::move(incoming.request), std::move(respond));
  } catch (const std::exception&) {
    count(counters.faults);  // `respond` has not been called, so its end answers 500
  }
  return true;
}

// The server's own answer to a request. If its body has not been read, the conversation ends: the
// bytes that follow are not a request.
void Conversation::answer_at_once(Incoming& incoming, const Response& response) {
  if (response.status >= 400) count(loop_.counters().requests_refused);
  auto form = form_of(incoming);
  if (incoming.framing.has_body && !incoming.body_read) {
    form.keep_alive = false;
    cut_short_ = true;
  }
  begun_ = true;
  last_seen_ = last_seen_ || !form.keep_alive;
  queue_.append(make(response, form));
}

void Conversation::refuse(const Fault& fault) {
  turn_away(loop_.parts().handler.refusal(fault.status, fault.detail));
}

void Conversation::turn_away(const Response& response) {
  last_seen_ = cut_short_ = true;
  count(loop_.counters().requests_refused);
  queue_.append(make(response, closing_form()));
}

Answer Conversation::make(const Response& response, const AnswerForm& form) {
  auto& counters = loop_.counters();
  auto answer = loop_.parts().maker.make(response, form, loop_.date());
  count(counters.answers_by_class.at(
      static_cast<std::size_t>(std::clamp(response.status / 100, 1, 5))));
  if (answer.compressed) count(counters.answers_compressed);
  return answer;
}

bool Conversation::answer(AnswerQueue::Ticket ticket, const Response* response) {
  const auto* const expected = queue_.form(ticket);
  if (expected == nullptr) return false;
  auto form = *expected;
  if ((loop_.draining() || last_seen_) && queue_.is_last(ticket)) form.keep_alive = false;
  queue_.answer(ticket, response != nullptr
                            ? make(*response, form)
                            : make(loop_.parts().handler.refusal(
                                       500, "the request was not answered; please report this"),
                                   form));
  return true;
}

}  // namespace scand::daemon::http
