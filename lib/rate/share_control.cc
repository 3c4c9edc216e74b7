#include "lib/rate/share_control.h"

#include <algorithm>

namespace scand::lib::rate {

double ShareControl::factor(base::MonoTime now) const {
  if (at_change_ >= 1) return 1;
  const auto steps = static_cast<double>((now - changed_) / kStepTime);
  return std::min(1.0, at_change_ + steps * kStep);
}

void ShareControl::halve(base::MonoTime now) {
  at_change_ = std::max(kLeast, factor(now) / 2);
  changed_ = now;
}

void ShareControl::refused(base::MonoTime now) {
  if (last_refusal_ && now - *last_refusal_ <= kMemory) halve(now);
  last_refusal_ = now;
}

void ShareControl::banned(base::MonoTime now) {
  halve(now);
  last_refusal_ = now;
}

}  // namespace scand::lib::rate
