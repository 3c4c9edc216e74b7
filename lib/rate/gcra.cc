#include "lib/rate/gcra.h"

#include <algorithm>
#include <cmath>

namespace scand::lib::rate {
namespace {

double ns_per_unit(const Pace& pace) {
  return static_cast<double>(pace.period.count()) / static_cast<double>(pace.allowance);
}

}  // namespace

Gcra::Gcra(const Pace& pace) : pace_(pace), ns_per_unit_(ns_per_unit(pace)) {}

// Rounded up: never too fast.
base::Nanos Gcra::time_for(Units cost) const {
  return base::Nanos(
      static_cast<base::Nanos::rep>(std::ceil(static_cast<double>(cost) * ns_per_unit_)));
}

base::MonoTime Gcra::ready(Units cost, base::MonoTime now, Units taken) const {
  // The cost fits once what is in the bucket and the cost together drain within time_for(burst).
  const base::MonoTime empty_at = std::max(empty_at_, now) + time_for(taken);
  return std::max(now, empty_at + time_for(cost) - time_for(pace_.burst));
}

void Gcra::take(Units cost, base::MonoTime now) {
  empty_at_ = std::max(empty_at_, now) + time_for(cost);
}

Units Gcra::spare(base::MonoTime now) const {
  if (empty_at_ <= now) return pace_.burst;
  const auto filled = std::ceil(static_cast<double>((empty_at_ - now).count()) / ns_per_unit_);
  return std::max<Units>(0, pace_.burst - static_cast<Units>(filled));
}

void Gcra::change(const Pace& pace, base::MonoTime now) {
  const Units kept = spare(now);
  pace_ = pace;
  ns_per_unit_ = ns_per_unit(pace);
  empty_at_ = now + time_for(std::max<Units>(0, pace.burst - kept));
}

}  // namespace scand::lib::rate
