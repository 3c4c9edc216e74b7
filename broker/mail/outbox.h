#pragma once
// A thread's way to the mailbox of another thread: never waits, never loses what must arrive.
//
// push() is for what must arrive. If the mailbox is full, the item is held back here, in order.
// While anything is held back, the owner takes no new work. So an outbox never holds more than the
// output of one turn, and a full mailbox slows down its senders, step by step, until the frontend
// refuses clients with `busy`. offer() is for what may be dropped.
//
// Mailboxes that fill each other cannot block for ever: the broker always empties its own inbox,
// and the collector its notices from the journal, whatever is blocked (broker_loop,
// collector_loop).

#include <cstddef>
#include <deque>
#include <utility>

#include "lib/base/mailbox.h"

namespace scand::broker {

// Belongs to one thread. The mailbox must outlive it.
template <class T>
class Outbox {
 public:
  explicit Outbox(base::Mailbox<T>& box) : box_(box) {}

  void push(T item) {
    if (!held_.empty() || !box_.try_push(item)) held_.push_back(std::move(item));
  }

  // Sends only if nothing is held back and the mailbox has fewer than `share` items, so that what
  // must arrive has the rest of its room. False: not sent.
  [[nodiscard]] bool offer(T&& item, std::size_t share) {
    return held_.empty() && box_.size() < share && box_.try_push(item);
  }

  // Sends as much of the held back items as fits. True when nothing is held back any more.
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
