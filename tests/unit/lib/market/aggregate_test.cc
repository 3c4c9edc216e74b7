#include "lib/market/aggregate.h"

#include <gtest/gtest.h>

#include "times.h"

namespace scand::lib {
namespace {

using proto::Interval;

void add(Candles& candles, std::int64_t time, double price) {
  candles.push_back(time, price, price + 0.5, price - 0.5, price + 0.25, price);
}

TEST(Aggregate, JoinsWholeCandlesOnly) {
  Candles hours;
  for (std::int64_t hour = 3; hour <= 10; ++hour)  // of 0-3, 4-7 and 8-11 only the second is whole
    add(hours, hour * kHour, static_cast<double>(hour));
  const Candles result = aggregate(hours, Interval::h1, Interval::h4);
  Candles expected;
  expected.push_back(4 * kHour, 4, 7.5, 3.5, 7.25, 4 + 5 + 6 + 7);
  EXPECT_EQ(result, expected);
}

TEST(Aggregate, TakesACandleThatEndsWithTheInput) {
  Candles hours;
  for (std::int64_t hour = 4; hour <= 11; ++hour)
    add(hours, hour * kHour, 5);
  EXPECT_EQ(aggregate(hours, Interval::h1, Interval::h4).time,
            (std::vector<std::int64_t>{4 * kHour, 8 * kHour}));
}

TEST(Aggregate, AHoleIsATimeWithoutTrades) {
  Candles hours;
  for (const std::int64_t hour : {0, 3, 4, 6, 12, 13, 14, 15})
    add(hours, hour * kHour, static_cast<double>(hour + 1));
  const Candles result = aggregate(hours, Interval::h1, Interval::h4);
  // Nothing was traded from 8 to 11.
  EXPECT_EQ(result.time, (std::vector<std::int64_t>{0, 4 * kHour, 12 * kHour}));
  EXPECT_EQ(result.open[1], 5);
  EXPECT_EQ(result.close[1], 7.25);
  EXPECT_EQ(result.volume[1], 5 + 7);
}

TEST(Aggregate, MakesWeeksFromMonday) {
  Candles days;
  for (std::int64_t day = -2; day < 16; ++day)
    add(days, kMonday + day * kDay, 10);
  EXPECT_EQ(aggregate(days, Interval::d1, Interval::w1).time,
            (std::vector<std::int64_t>{kMonday, kMonday + 7 * kDay}));
}

TEST(Aggregate, OnlyWholeMultiples) {
  EXPECT_TRUE(can_aggregate(Interval::h2, Interval::h4));
  EXPECT_TRUE(can_aggregate(Interval::d1, Interval::w1));
  EXPECT_TRUE(can_aggregate(Interval::m1, Interval::m1));
  EXPECT_FALSE(can_aggregate(Interval::m3, Interval::m5));
  EXPECT_FALSE(can_aggregate(Interval::h4, Interval::h2));
  EXPECT_EQ(source_rows(290, Interval::h1, Interval::h4), 1160U);
}

TEST(Aggregate, OfNothingIsNothing) {
  EXPECT_TRUE(aggregate({}, Interval::h1, Interval::h4).empty());
}

}  // namespace
}  // namespace scand::lib
