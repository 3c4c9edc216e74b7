#pragma once
// Pacing by the generic cell rate algorithm (GCRA, ITU-T I.371), the leaky bucket in its timer
// form.
//
// Picture a bucket that holds `burst` units and drains at `allowance` units a period. A call may
// leave when its cost still fits. The whole state is one time, when the bucket will be empty (the
// "theoretical arrival time"): filling it moves that time into the future, and draining is merely
// the passing of time. In any interval x no more than burst + allowance * x / period leaves.

#include "lib/base/clock.h"
#include "lib/rate/units.h"

namespace scand::lib::rate {

struct Pace {
  Units burst = 0;      // may leave at once; > 0
  Units allowance = 0;  // drains in each period; > 0
  base::Nanos period{0};
  friend bool operator==(const Pace&, const Pace&) = default;
};

// Pure. Times do not go backwards from call to call.
class Gcra {
 public:
  explicit Gcra(const Pace& pace);

  // The earliest time, `now` or later, at which `cost` (at most the burst) may leave, supposing
  // that `taken` leaves now.
  [[nodiscard]] base::MonoTime ready(Units cost, base::MonoTime now, Units taken = 0) const;
  // `cost` leaves at `now`, ready or not.
  void take(Units cost, base::MonoTime now);
  // Another pace from now on. What could leave at once can still leave at once (as far as the new
  // burst allows), and no more.
  void change(const Pace& pace, base::MonoTime now);
  // How much could leave at once.
  [[nodiscard]] Units spare(base::MonoTime now) const;

 private:
  // How long the bucket takes to drain `cost`.
  [[nodiscard]] base::Nanos time_for(Units cost) const;

  Pace pace_;
  double ns_per_unit_;
  base::MonoTime empty_at_{};
};

}  // namespace scand::lib::rate
