#include "lib/rate/share_control.h"

#include <algorithm>

namespace scand::lib::rate {

double ShareControl::factor(base::MonoTime now) const {
  if (memory_.at_change >= 1) return 1;
  const auto steps = static_cast<double>((now - memory_.changed) / kStepTime);
  return std::min(1.0, memory_.at_change + steps * kStep);
}

void ShareControl::halve(base::MonoTime now) {
  memory_.at_change = std::max(kLeast, factor(now) / 2);
  memory_.changed = now;
}

void ShareControl::refused(base::MonoTime now) {
  if (memory_.last_refusal && now - *memory_.last_refusal <= kMemory) halve(now);
  memory_.last_refusal = now;
}

void ShareControl::banned(base::MonoTime now) {
  halve(now);
  memory_.last_refusal = now;
}

void ShareControl::restore(const Memory& memory) {
  memory_ = memory;
  memory_.at_change = std::clamp(memory.at_change, kLeast, 1.0);
}

}  // namespace scand::lib::rate
