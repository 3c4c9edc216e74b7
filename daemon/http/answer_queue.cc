#include "daemon/http/answer_queue.h"

#include <utility>

namespace scand::daemon::http {

AnswerQueue::Ticket AnswerQueue::expect(AnswerForm form, bool safe) {
  if (!safe) ++unsafe_;
  places_.push_back({next_, std::move(form), safe, std::nullopt});
  return next_++;
}

void AnswerQueue::append(Answer answer) {
  places_.push_back({next_++, {}, true, std::move(answer)});
}

bool AnswerQueue::may_begin(bool safe) const {
  return places_.empty() || (safe && unsafe_ == 0);
}

std::optional<std::size_t> AnswerQueue::find(Ticket ticket) const {
  // Tickets are consecutive: places are added at the back and leave at the front only.
  if (places_.empty() || ticket < places_.front().ticket || ticket > places_.back().ticket)
    return std::nullopt;
  return ticket - places_.front().ticket;
}

const AnswerForm* AnswerQueue::form(Ticket ticket) const {
  const auto at = find(ticket);
  return at && !places_[*at].answer ? &places_[*at].form : nullptr;
}

bool AnswerQueue::is_last(Ticket ticket) const {
  return !places_.empty() && places_.back().ticket == ticket;
}

void AnswerQueue::answer(Ticket ticket, Answer answer) {
  const auto at = find(ticket);
  if (at && !places_[*at].answer) places_[*at].answer = std::move(answer);
}

const std::vector<std::string_view>& AnswerQueue::next_batch() {
  pieces_.clear();
  batch_ = 0;
  std::size_t bytes = 0;
  for (const auto& place : places_) {
    if (!place.answer || batch_ == kBatchAnswers) break;
    bytes += place.answer->bytes();
    if (batch_ > 0 && bytes > kBatchBytes) break;
    pieces_.emplace_back(place.answer->head);
    if (place.answer->body) pieces_.emplace_back(*place.answer->body);
    ++batch_;
    if (place.answer->closes) break;
  }
  return pieces_;
}

bool AnswerQueue::written() {
  bool closes = false;
  for (; batch_ > 0; --batch_) {
    closes = places_.front().answer->closes;
    if (!places_.front().safe) --unsafe_;
    places_.pop_front();
  }
  return closes;
}

}  // namespace scand::daemon::http
