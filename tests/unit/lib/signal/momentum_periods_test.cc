#include "lib/signal/momentum_periods.h"

#include <gtest/gtest.h>
#include <map>

namespace scand::lib::signal {
namespace {

TEST(MomentumPeriods, AreThoseOfTheNearestPreset) {
  using indicator::MomentumPeriods;
  using proto::Interval;
  const std::map<Interval, MomentumPeriods> expected{
      {Interval::m1, {10, 60}}, {Interval::m3, {5, 20}},  {Interval::m5, {5, 20}},
      {Interval::m15, {5, 20}}, {Interval::m30, {4, 12}}, {Interval::h1, {4, 12}},
      {Interval::h2, {4, 12}},  {Interval::h4, {4, 12}},  {Interval::h6, {7, 30}},
      {Interval::h12, {7, 30}}, {Interval::d1, {7, 30}},  {Interval::w1, {4, 12}}};
  ASSERT_EQ(expected.size(), proto::kIntervals.size());
  for (const auto& [interval, periods] : expected)
    EXPECT_EQ(momentum_periods(interval), periods) << proto::name(interval);
}

}  // namespace
}  // namespace scand::lib::signal
