#pragma once
// Pacing. In any interval x no more than burst + allowance * x / period leaves, evenly once the
// burst is spent. The whole state is one time: when the bucket would be empty again (the
// "theoretical arrival time" of the generic cell rate algorithm), in whole nanoseconds.

#include "lib/base/clock.h"
#include "lib/rate/units.h"

namespace scand::lib::rate {

struct Pace {
  Units burst = 0;      // at once; > 0
  Units allowance = 0;  // more in each period; > 0
  base::Nanos period{0};
  friend bool operator==(const Pace&, const Pace&) = default;
};

// Pure. Times do not go backwards from call to call.
class Gcra {
 public:
  explicit Gcra(const Pace& pace);

  // When `cost` (at most the burst) may leave, not before `now`, if `taken` leaves now.
  [[nodiscard]] base::MonoTime ready(Units cost, base::MonoTime now, Units taken = 0) const;
  // `cost` leaves at `now`, ready or not.
  void take(Units cost, base::MonoTime now);
  // Another pace from now on. What could leave at once before can leave at once still, no more.
  void change(const Pace& pace, base::MonoTime now);
  // What could leave at once.
  [[nodiscard]] Units spare(base::MonoTime now) const;

 private:
  [[nodiscard]] base::Nanos time_for(Units cost) const;

  Pace pace_;
  double ns_per_unit_;
  base::MonoTime empty_at_{};
};

}  // namespace scand::lib::rate
