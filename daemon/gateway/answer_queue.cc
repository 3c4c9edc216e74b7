#include "daemon/gateway/answer_queue.h"

#include <algorithm>
#include <utility>

namespace scand::daemon::gateway {

AnswerQueue::Ticket AnswerQueue::expect(AnswerForm form, bool safe) {
  if (!safe) ++unsafe_;
  places_.push_back({next_, std::move(form), safe, std::nullopt});
  return next_++;
}

void AnswerQueue::append(Outgoing outgoing) {
  places_.push_back({next_++, {}, true, std::move(outgoing)});
}

bool AnswerQueue::may_begin(bool safe) const {
  return places_.empty() || (safe && unsafe_ == 0);
}

std::optional<std::size_t> AnswerQueue::find(Ticket ticket) const {
  // Tickets are given in order and leave at the front only.
  if (places_.empty() || ticket < places_.front().ticket || ticket > places_.back().ticket)
    return std::nullopt;
  return ticket - places_.front().ticket;
}

const AnswerForm* AnswerQueue::form(Ticket ticket) const {
  const auto at = find(ticket);
  return at && !places_[*at].outgoing ? &places_[*at].form : nullptr;
}

bool AnswerQueue::is_last(Ticket ticket) const {
  return !places_.empty() && places_.back().ticket == ticket;
}

void AnswerQueue::answer(Ticket ticket, Outgoing outgoing) {
  const auto at = find(ticket);
  if (at && !places_[*at].outgoing) places_[*at].outgoing = std::move(outgoing);
}

const std::vector<std::string_view>& AnswerQueue::writable(std::size_t pieces_max) {
  pieces_.clear();
  auto skip = sent_bytes_;
  const auto add = [&](std::string_view piece) {
    const auto cut = std::min(skip, piece.size());
    skip -= cut;
    piece.remove_prefix(cut);
    if (!piece.empty() && pieces_.size() < pieces_max) pieces_.push_back(piece);
  };
  for (const auto& place : places_) {
    if (!place.outgoing || pieces_.size() >= pieces_max) break;
    add(place.outgoing->head);
    if (place.outgoing->body) add(*place.outgoing->body);
    if (place.outgoing->closes) break;
  }
  return pieces_;
}

AnswerQueue::Sent AnswerQueue::sent(std::size_t bytes) {
  Sent sent;
  sent_bytes_ += bytes;
  while (has_writable() && sent_bytes_ >= places_.front().outgoing->bytes()) {
    sent_bytes_ -= places_.front().outgoing->bytes();
    sent.closes = places_.front().outgoing->closes;
    if (!places_.front().safe) --unsafe_;
    places_.pop_front();
    ++sent.answers;
    if (sent.closes) break;
  }
  return sent;
}

}  // namespace scand::daemon::gateway
