#pragma once
// The law of a bucket: what left in the last `span`, and when how much of it will be forgotten.
// With span = window + jitter, the calls that reach the exchange in any one window all left within
// one span, so a sum kept under the limit here is under it there, whatever way the exchange counts.
//
// Memory is bounded: what leaves within span/1024 of each other is one entry, dated at its last
// part, so that it is forgotten too late rather than too early.

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
  // `cost` added at `from` counts from `to` instead, a later time. Nothing when it is forgotten.
  void move(Units cost, base::MonoTime from, base::MonoTime to);
  // What counts at `now`.
  [[nodiscard]] Units sum(base::MonoTime now) const;
  // When `cost` fits, not before `now`, if `taken` leaves now: when the sum, itself included, is at
  // most `cap`, or when it is alone, should it be dearer than the cap.
  [[nodiscard]] base::MonoTime ready(Units cost, Units cap, base::MonoTime now,
                                     Units taken = 0) const;
  // Drops what no longer counts at `now`.
  void forget(base::MonoTime now);
  // Both windows must be kept from now on. What is already logged keeps its date.
  void lengthen(base::Nanos span);

  [[nodiscard]] base::Nanos span() const { return span_; }
  [[nodiscard]] std::size_t entries() const { return entries_.size(); }

 private:
  struct Entry {
    base::MonoTime at;
    Units cost;
  };
  [[nodiscard]] base::Nanos::rep slot(base::MonoTime time) const;
  [[nodiscard]] bool counts(const Entry& entry, base::MonoTime now) const {
    return now - entry.at <= span_;
  }

  base::Nanos span_;
  std::deque<Entry> entries_;  // by time
};

}  // namespace scand::lib::rate
