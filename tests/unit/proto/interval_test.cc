#include "proto/interval.h"

#include <gtest/gtest.h>

namespace scand::proto {
namespace {

constexpr std::int64_t kDay = 86'400'000;

TEST(Interval, NamesRoundTrip) {
  for (const Interval interval : kIntervals)
    EXPECT_EQ(parse_interval(name(interval)), interval);
  EXPECT_EQ(parse_interval("1H"), std::nullopt);
}

TEST(Interval, PresetsAndIntervalsInAnyCase) {
  EXPECT_EQ(parse_timeframe("Medium"), Interval::h1);
  EXPECT_EQ(parse_timeframe("scalping"), Interval::m1);
  EXPECT_EQ(parse_timeframe("short"), Interval::m5);
  EXPECT_EQ(parse_timeframe("DAILY"), Interval::d1);
  EXPECT_EQ(parse_timeframe("weekly"), Interval::w1);
  EXPECT_EQ(parse_timeframe("4H"), Interval::h4);
  EXPECT_EQ(parse_timeframe("1M"), Interval::m1);
  EXPECT_EQ(parse_timeframe("7h"), std::nullopt);
}

TEST(Interval, OpensAtMultiplesOfItsLengthAndWeeksOnMonday) {
  EXPECT_EQ(open_at(Interval::h1, 3'600'000 * 5 + 1), 3'600'000 * 5);
  EXPECT_EQ(open_at(Interval::h1, 3'600'000 * 5), 3'600'000 * 5);
  EXPECT_EQ(open_at(Interval::d1, kDay * 3 - 1), kDay * 2);
  // 1970-01-05 was a Monday.
  EXPECT_EQ(open_at(Interval::w1, kDay * 4), kDay * 4);
  EXPECT_EQ(open_at(Interval::w1, kDay * 11 - 1), kDay * 4);
  EXPECT_EQ(open_at(Interval::w1, kDay * 3), kDay * -3);
}

}  // namespace
}  // namespace scand::proto
