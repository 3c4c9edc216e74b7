#pragma once
// One published limit as we keep it: the sliding log is the law, a GCRA in front of it spreads the
// calls where the limit is large against its calls. Where a single call is a large part of the
// limit there is nothing to spread, and the log stands alone.

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
  // Throws std::invalid_argument for a limit, window or share that is none.
  Bucket(const BucketSpec& spec, const BudgetSpec& budget, base::MonoTime now);

  // When `cost` may leave, not before `now`, if `taken` leaves now.
  [[nodiscard]] base::MonoTime ready(Units cost, base::MonoTime now, Units taken = 0) const;
  void take(Units cost, base::MonoTime now);

  // What was taken at `granted` left later, at `sent`.
  void departed(Units cost, base::MonoTime granted, base::MonoTime sent);

  // What a reply said. Use that we did not know of is added and counts until the reset that was
  // named, or for a whole window; less use than we count changes nothing. A limit below the
  // published one holds until a reply names another.
  void learn(const Feedback& feedback, base::MonoTime now);
  // Room for a call of `cost`, should it be dearer than all that was announced.
  void expect(Units cost, base::MonoTime now);
  // Also keep this limit: of both forms the stricter counts from now on.
  void tighten(const BucketSpec& spec, const BudgetSpec& budget, base::MonoTime now);
  // Use only this part (0..1] of our share.
  void scale(double factor, base::MonoTime now);

  [[nodiscard]] const BucketSpec& spec() const { return spec_; }
  [[nodiscard]] double used(base::MonoTime now) const { return as_double(log_.sum(now)); }
  [[nodiscard]] double allowed() const { return as_double(cap_); }  // of it, in any window
  [[nodiscard]] bool paced() const { return pace_.has_value(); }

 private:
  void reshape(base::MonoTime now);
  [[nodiscard]] double limit() const;
  [[nodiscard]] std::optional<double> reported_use(const Feedback& feedback) const;

  BucketSpec spec_;
  double share_;
  base::Nanos jitter_;
  double factor_ = 1;
  std::optional<double> reported_limit_;
  SlidingLog log_;
  std::optional<Gcra> pace_;
  Units cap_ = 0;
};

}  // namespace scand::lib::rate
