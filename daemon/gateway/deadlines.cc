#include "daemon/gateway/deadlines.h"

namespace scand::daemon::gateway {

Deadlines::Deadlines(const HttpTimeouts& timeouts) {
  queue(Wait::first_byte).lasts = timeouts.first_byte;
  queue(Wait::header).lasts = timeouts.header;
  queue(Wait::body).lasts = timeouts.body;
  queue(Wait::idle).lasts = timeouts.idle;
  queue(Wait::write).lasts = timeouts.write;
  queue(Wait::linger).lasts = timeouts.linger;
}

void Deadlines::set(Entry& entry, Wait wait, base::MonoTime now) {
  clear(entry);
  if (wait == Wait::none) return;
  auto& queue = this->queue(wait);
  entry.wait = wait;
  entry.due = now + queue.lasts;
  entry.before = queue.last;
  (queue.last != nullptr ? queue.last->after : queue.first) = &entry;
  queue.last = &entry;
}

void Deadlines::unlink(Entry& entry) {
  auto& queue = this->queue(entry.wait);
  if (queue.first != &entry && entry.before == nullptr) return;  // taken already
  (entry.before != nullptr ? entry.before->after : queue.first) = entry.after;
  (entry.after != nullptr ? entry.after->before : queue.last) = entry.before;
  entry.before = entry.after = nullptr;
}

void Deadlines::clear(Entry& entry) {
  if (entry.wait == Wait::none) return;
  unlink(entry);
  entry.wait = Wait::none;
}

Deadlines::Entry* Deadlines::take_due(base::MonoTime now) {
  for (auto& queue : queues_) {
    auto* const entry = queue.first;
    if (entry == nullptr || entry->due > now) continue;
    unlink(*entry);
    return entry;
  }
  return nullptr;
}

std::optional<base::MonoTime> Deadlines::next() const {
  std::optional<base::MonoTime> next;
  for (const auto& queue : queues_)
    if (queue.first != nullptr && (!next || queue.first->due < *next)) next = queue.first->due;
  return next;
}

}  // namespace scand::daemon::gateway
