#pragma once
// The answers of one connection, in the order of its requests, whenever each of them comes
// (RFC 9112 section 9.3.2). Pure; one thread.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <vector>

#include "daemon/gateway/outgoing.h"

namespace scand::daemon::gateway {

class AnswerQueue {
 public:
  using Ticket = std::uint64_t;
  struct Sent {
    std::size_t answers = 0;  // that have left whole
    bool closes = false;      // one of them was the connection's last
  };

  // A place at the end. `safe`: the request changes nothing, so that others may run beside it.
  Ticket expect(AnswerForm form, bool safe);
  // What needs no handler, at the end.
  void append(Outgoing outgoing);

  // Whether a request may be begun now: safe ones beside safe ones, any other alone.
  [[nodiscard]] bool may_begin(bool safe) const;

  // The form of the answer that is waited for; null: it is no more.
  [[nodiscard]] const AnswerForm* form(Ticket ticket) const;
  [[nodiscard]] bool is_last(Ticket ticket) const;
  void answer(Ticket ticket, Outgoing outgoing);

  // What can be written now, at most `pieces_max` pieces; valid until the queue is changed.
  [[nodiscard]] const std::vector<std::string_view>& writable(std::size_t pieces_max);
  // So many bytes of it were written.
  Sent sent(std::size_t bytes);

  [[nodiscard]] std::size_t size() const { return places_.size(); }
  [[nodiscard]] bool empty() const { return places_.empty(); }
  [[nodiscard]] bool has_writable() const { return !places_.empty() && places_.front().outgoing; }

 private:
  struct Place {
    Ticket ticket = 0;
    AnswerForm form;
    bool safe = true;
    std::optional<Outgoing> outgoing;
  };
  [[nodiscard]] std::optional<std::size_t> find(Ticket ticket) const;

  std::deque<Place> places_;
  std::size_t unsafe_ = 0;      // places
  std::size_t sent_bytes_ = 0;  // of the first
  Ticket next_ = 1;
  std::vector<std::string_view> pieces_;
};

}  // namespace scand::daemon::gateway
