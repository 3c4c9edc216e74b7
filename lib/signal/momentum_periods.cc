#include "lib/signal/momentum_periods.h"

#include <algorithm>
#include <array>

namespace scand::lib::signal {
namespace {

using proto::Interval;

struct Preset {
  Interval interval;
  indicator::MomentumPeriods periods;
};
// scalping, short, medium, daily, weekly: shortest first, which decides ties.
constexpr std::array<Preset, 5> kPresets{{{Interval::m1, {10, 60}},
                                          {Interval::m5, {5, 20}},
                                          {Interval::h1, {4, 12}},
                                          {Interval::d1, {7, 30}},
                                          {Interval::w1, {4, 12}}}};

double ratio(Interval a, Interval b) {
  const double quotient =
      static_cast<double>(proto::length_ms(a)) / static_cast<double>(proto::length_ms(b));
  return std::max(quotient, 1 / quotient);
}

}  // namespace

indicator::MomentumPeriods momentum_periods(Interval interval) {
  return std::ranges::min_element(
             kPresets, {},
             [interval](const Preset& preset) { return ratio(preset.interval, interval); })
      ->periods;
}

}  // namespace scand::lib::signal
