#include "daemon/gateway/conversation.h"

#include <algorithm>
#include <exception>
#include <fmt/format.h>
#include <utility>

#include "daemon/gateway/accept_encoding.h"
#include "daemon/gateway/header_rules.h"
#include "daemon/gateway/problem.h"

namespace scand::daemon::gateway {
namespace {

constexpr std::size_t kIdleBytesMax = 1024;  // that an idle connection may keep for later use

using Phase = RequestReader::Phase;

AnswerForm last_form() {
  AnswerForm form;
  form.keep_alive = false;
  return form;
}

bool changes_nothing(const Request& request, const RequestFraming& framing) {
  return (request.method == "GET" || request.method == "OPTIONS") && !framing.has_body;
}

}  // namespace

Conversation::Conversation(ConnectionLoop& loop, std::string address, RespondFor respond_for)
    : loop_(loop),
      address_(std::move(address)),
      respond_for_(std::move(respond_for)),
      reader_(loop.parts().options.limits) {}

bool Conversation::full() const {
  return queue_.size() >= loop_.parts().options.limits.pipelined;
}

bool Conversation::reading() const {
  return reader_.phase() != Phase::nothing && reader_.phase() != Phase::faulty;
}

bool Conversation::wants_more() const {
  return !input_ended_ && !last_seen_ && !held_ && !full();
}

Wait Conversation::waits_for() const {
  if (last_seen_ || held_) return Wait::none;
  if (reader_.phase() == Phase::header) return Wait::header;
  if (reader_.phase() == Phase::body) return Wait::body;
  if (!queue_.empty()) return Wait::none;  // the handler has its own deadlines
  return requests_ == 0 ? Wait::first_byte : Wait::idle;
}

void Conversation::read(std::string_view fresh) {
  if (!pending_.empty()) pending_ += fresh;
  std::string_view bytes = pending_.empty() ? fresh : std::string_view(pending_);
  while (step(bytes)) {
  }
  if (last_seen_ && !bytes.empty()) cut_short_ = true;
  keep(last_seen_ ? std::string_view() : bytes);
  if (input_ended_ && !last_seen_ && !held_ && !full()) end_of_input();
}

// The rest of what step() left; it may be a part of pending_.
void Conversation::keep(std::string_view bytes) {
  if (pending_.empty()) {
    pending_ = bytes;
  } else {
    pending_.erase(0, pending_.size() - bytes.size());
  }
  if (pending_.empty() && pending_.capacity() > kIdleBytesMax) pending_ = std::string();
}

// All that came is parsed, and no more will come.
void Conversation::end_of_input() {
  reader_.end();
  if (reader_.phase() == Phase::faulty) refuse_faulty();
  last_seen_ = true;
}

// Goes on with the request that is being read. False: more bytes are needed, or answers have to
// leave first, or no more is to be read.
bool Conversation::step(std::string_view& bytes) {
  if (last_seen_ || full()) return false;
  const auto before = reader_.phase();
  if (before == Phase::whole || (before == Phase::body && !admitted_)) {
    if (!admitted_ && !admit(!bytes.empty())) return !held_;
    if (before == Phase::whole) dispatch();
    return true;
  }
  if (bytes.empty()) return false;
  bytes.remove_prefix(reader_.feed(bytes));
  if (reader_.phase() != Phase::faulty) return reader_.phase() != before;
  refuse_faulty();
  return false;
}

void Conversation::refuse_faulty() {
  count(loop_.counters().requests_invalid);
  turn_away(problem_response(status_problem(reader_.fault().status, reader_.fault().detail)));
}

bool Conversation::admit(bool bytes_follow) {
  auto& request = reader_.request();
  const auto& framing = reader_.framing();
  if (const auto answer = loop_.parts().gate.judge(request, loop_.tokens(), address_)) {
    auto& counters = loop_.counters();
    if (answer->status >= 400)
      count(answer->status == 401 ? counters.requests_unauthorized : counters.requests_invalid);
    answer_at_once(*answer);
    return false;
  }
  held_ = !queue_.may_begin(changes_nothing(request, framing));
  if (held_) return false;
  admitted_ = true;
  if (framing.awaits_continue && !bytes_follow) queue_.append(OutgoingMaker::continue_reading());
  return true;
}

AnswerForm Conversation::form_of_request() {
  const auto& framing = reader_.framing();
  const auto& headers = reader_.request().headers;
  AnswerForm form;
  form.http10 = framing.http10;
  form.keep_alive = framing.keep_alive && !loop_.draining();
  form.head_only = framing.head_only;
  form.gzip = accepts_gzip(header_value(headers, "accept-encoding"));
  form.origin = header_value(headers, "origin");
  return form;
}

void Conversation::dispatch() {
  auto& counters = loop_.counters();
  const auto& options = loop_.parts().options;
  if (counters.requests_in_flight.load(std::memory_order_relaxed) >= options.limits.requests) {
    count(counters.requests_over_limit);
    return answer_at_once(
        problem_response(status_problem(503, "too many requests are being answered"),
                         {{"Retry-After", fmt::format("{}", options.retry_after.count())}}));
  }
  auto form = form_of_request();
  last_seen_ = !form.keep_alive;
  ++requests_;
  admitted_ = false;
  const bool safe = changes_nothing(reader_.request(), reader_.framing());
  const auto ticket = queue_.expect(std::move(form), safe);
  auto respond = respond_for_(ticket);
  try {
    loop_.parts().handler.handle(reader_.take(), std::move(respond));
  } catch (const std::exception&) {
    count(counters.faults);  // `respond`, uncalled, answers
  }
}

// The server's own answer to the request that is being read. Where its body has not been read, the
// conversation ends: what follows is no request.
void Conversation::answer_at_once(const Response& response) {
  if (response.status >= 400) count(loop_.counters().requests_refused);
  auto form = form_of_request();
  if (reader_.phase() == Phase::body) {
    form.keep_alive = false;
    cut_short_ = true;
  } else {
    (void)reader_.take();
  }
  last_seen_ = !form.keep_alive;
  admitted_ = false;
  ++requests_;
  queue_.append(make(response, form));
}

void Conversation::turn_away(const Response& response) {
  last_seen_ = cut_short_ = true;
  count(loop_.counters().requests_refused);
  queue_.append(make(response, last_form()));
}

void Conversation::time_out(const std::string& what) {
  turn_away(
      problem_response(status_problem(408, fmt::format("the {} did not arrive in time", what))));
}

Outgoing Conversation::make(const Response& response, const AnswerForm& form) {
  auto& counters = loop_.counters();
  auto outgoing = loop_.parts().maker.make(response, form, loop_.date());
  count(counters.answers_by_class.at(
      static_cast<std::size_t>(std::clamp(response.status / 100, 1, 5))));
  if (outgoing.compressed) count(counters.answers_compressed);
  return outgoing;
}

bool Conversation::answer(AnswerQueue::Ticket ticket, const Response& response) {
  const auto* const waiting = queue_.form(ticket);
  if (waiting == nullptr) return false;
  auto form = *waiting;
  if ((loop_.draining() || last_seen_) && queue_.is_last(ticket)) form.keep_alive = false;
  queue_.answer(ticket, make(response, form));
  return true;
}

}  // namespace scand::daemon::gateway
