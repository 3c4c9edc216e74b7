#pragma once
// One published limit as we keep it. A call must pass two rules:
//
// 1. The hard limit, a sliding log (sliding_log.h): what left in the last window + jitter stays
// within our
//    share of the limit, however the exchange counts.
// 2. Pacing, a GCRA (gcra.h): the calls leave evenly instead of in one burst at the start of each
//    window. Where one call is a large part of the limit there is nothing to spread, and the log
//    stands alone.

#include <optional>

#include "lib/base/clock.h"
#include "lib/rate/gcra.h"
#include "lib/rate/limiter.h"
#include "lib/rate/sliding_log.h"
#include "lib/rate/units.h"

namespace scand::lib::rate {

// Pure. Times do not go backwards from call to call.
class Bucket {
 public:
  // Throws std::invalid_argument for a limit, window or share out of range.
  Bucket(const BucketSpec& spec, const BudgetSpec& budget, base::MonoTime now);

  // The earliest time, `now` or later, at which `cost` may leave, supposing that `taken` leaves
  // now.
  [[nodiscard]] base::MonoTime ready(Units cost, base::MonoTime now, Units taken = 0) const;
  // `cost` leaves now. It is charged whether or not it was ready.
  void take(Units cost, base::MonoTime now);

  // What was taken at `granted` really left at `sent`, a later time.
  void departed(Units cost, base::MonoTime granted, base::MonoTime sent);

  // What a response's headers said. Adds use that we did not know of; it counts until the reset
  // that the response names, or else for a whole window. Less use than we count changes nothing. A
  // limit below the published one stays in force until a response names another.
  void learn(const Feedback& feedback, base::MonoTime now);
  // Makes room for a call that costs more than any that the spec announced.
  void expect(Units cost, base::MonoTime now);
  // Another exchange of the group describes this bucket too: from now on the stricter value of each
  // field counts.
  void tighten(const BucketSpec& spec, const BudgetSpec& budget, base::MonoTime now);
  // Uses only this part, in (0, 1], of our share.
  void scale(double factor, base::MonoTime now);

  [[nodiscard]] const BucketSpec& spec() const { return spec_; }
  [[nodiscard]] double used(base::MonoTime now) const { return as_double(log_.sum(now)); }
  // Units that may leave in any window + jitter.
  [[nodiscard]] double allowed() const { return as_double(cap_); }
  [[nodiscard]] bool paced() const { return pace_.has_value(); }

 private:
  // Computes cap_ and pace_ anew after any of the numbers behind them has changed.
  void reshape(base::MonoTime now);
  [[nodiscard]] double limit() const;  // the published one, or a lower one that headers named
  [[nodiscard]] std::optional<double> reported_use(const Feedback& feedback) const;

  BucketSpec spec_;
  double share_;
  base::Nanos jitter_;
  double factor_ = 1;
  std::optional<double> reported_limit_;
  SlidingLog log_;
  std::optional<Gcra> pace_;  // unset: there is nothing to spread
  Units cap_ = 0;             // the most that the log may hold
};

}  // namespace scand::lib::rate
