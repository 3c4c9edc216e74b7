#pragma once
// The answers of one connection, in the order of its requests, whatever order they become ready in
// (RFC 9112 section 9.3.2). Pure; one thread.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <vector>

#include "daemon/http/answer.h"

namespace scand::daemon::http {

class AnswerQueue {
 public:
  using Ticket = std::uint64_t;
  // Bounds on one write, except that its first answer may be of any size.
  static constexpr std::size_t kBatchAnswers = 8;
  static constexpr std::size_t kBatchBytes = 64 * 1024;

  // Takes a place at the end. `safe`: the request changes nothing, so others may run beside it.
  Ticket expect(AnswerForm form, bool safe);
  // Adds an answer that needs no handler.
  void append(Answer answer);

  // Whether a request may start now: safe ones beside safe ones, any other alone.
  [[nodiscard]] bool may_begin(bool safe) const;

  // The form of an answer that is still expected; null: it is not expected any more.
  [[nodiscard]] const AnswerForm* form(Ticket ticket) const;
  [[nodiscard]] bool is_last(Ticket ticket) const;
  void answer(Ticket ticket, Answer answer);

  // The answers at the front that are ready, in pieces for one write; empty: none is ready. The
  // pieces are valid until written().
  [[nodiscard]] const std::vector<std::string_view>& next_batch();
  // The batch has been written. True: the connection ends after it.
  bool written();

  [[nodiscard]] std::size_t size() const { return places_.size(); }
  [[nodiscard]] bool empty() const { return places_.empty(); }

 private:
  struct Place {
    Ticket ticket = 0;
    AnswerForm form;
    bool safe = true;
    std::optional<Answer> answer;
  };
  [[nodiscard]] std::optional<std::size_t> find(Ticket ticket) const;

  // A deque: places keep their addresses while others are added behind them.
  std::deque<Place> places_;
  std::size_t unsafe_ = 0;  // places
  std::size_t batch_ = 0;   // places in the present batch
  Ticket next_ = 1;
  std::vector<std::string_view> pieces_;
};

}  // namespace scand::daemon::http
