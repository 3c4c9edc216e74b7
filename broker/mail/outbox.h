#pragma once
// A thread's way to another's mailbox, without waiting and without loss. What must arrive and finds
// the mailbox full is held back here, in order, and the owner stops taking new work while anything
// is: so the hold is never larger than what one turn produces, and fullness travels upstream to
// whoever can say no. What may be lost is only offered.
//
// No circle of full mailboxes can stand still: the broker always empties its own inbox, and the
// collector its tokens, whatever is blocked (broker_loop, collector_loop).

#include <cstddef>
#include <deque>
#include <utility>

#include "lib/base/mailbox.h"

namespace scand::broker {

// Owned by one thread; the mailbox outlives it.
template <class T>
class Outbox {
 public:
  explicit Outbox(base::Mailbox<T>& box) : box_(box) {}

  void push(T item) {
    if (!held_.empty() || !box_.try_push(item)) held_.push_back(std::move(item));
  }

  // For what may be dropped. Takes no room beyond `share` items, so that what must arrive has the
  // rest. False: not taken.
  [[nodiscard]] bool offer(T&& item, std::size_t share) {
    return held_.empty() && box_.size() < share && box_.try_push(item);
  }

  // True when nothing is held back any more.
  bool flush() {
    while (!held_.empty() && box_.try_push(held_.front()))
      held_.pop_front();
    return held_.empty();
  }
  [[nodiscard]] bool blocked() const { return !held_.empty(); }
  [[nodiscard]] std::size_t held() const { return held_.size(); }

 private:
  base::Mailbox<T>& box_;
  std::deque<T> held_;
};

}  // namespace scand::broker
