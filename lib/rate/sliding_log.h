#pragma once
// The hard limit of a bucket: what left in the last `span`, and when each part of it stops
// counting.
//
// Why span = window + jitter is safe: delays to the exchange differ by at most the jitter, so all
// the calls that arrive there within one window left here within one window + jitter. A sum that
// stays under the limit here therefore stays under it there, whether the exchange counts fixed
// windows, sliding ones or tokens.
//
// Memory is bounded: calls that leave within span/1024 of each other share one entry. The entry has
// the time of its last call, so that it is forgotten too late rather than too early.

#include <deque>

#include "lib/base/clock.h"
#include "lib/rate/units.h"

namespace scand::lib::rate {

// Pure.
class SlidingLog {
 public:
  explicit SlidingLog(base::Nanos span);

  // `cost` counts from `at` to `at` + span.
  void add(Units cost, base::MonoTime at);
  // What was added as `cost` at `from` counts from `to` on instead, a later time. Does nothing when
  // the entry is already forgotten.
  void move(Units cost, base::MonoTime from, base::MonoTime to);
  // How much counts at `now`.
  [[nodiscard]] Units sum(base::MonoTime now) const;
  // The earliest time, `now` or later, at which `cost` fits, supposing that `taken` leaves now: the
  // sum with it is at most `cap`. A cost above the cap fits when nothing else counts; it could
  // never leave otherwise.
  [[nodiscard]] base::MonoTime ready(Units cost, Units cap, base::MonoTime now,
                                     Units taken = 0) const;
  // Drops the entries that no longer count at `now`.
  void forget(base::MonoTime now);
  // From now on entries count for the longer of the two spans. They keep their times.
  void lengthen(base::Nanos span);

  [[nodiscard]] base::Nanos span() const { return span_; }
  [[nodiscard]] std::size_t entries() const { return entries_.size(); }

 private:
  struct Entry {
    base::MonoTime at;
    Units cost;
  };
  // Times of the same slot share an entry.
  [[nodiscard]] base::Nanos::rep slot(base::MonoTime time) const;
  [[nodiscard]] bool counts(const Entry& entry, base::MonoTime now) const {
    return now - entry.at <= span_;
  }

  base::Nanos span_;
  std::deque<Entry> entries_;  // oldest first
};

}  // namespace scand::lib::rate
