#include "lib/market/closed_rows.h"

#include <gtest/gtest.h>
#include <limits>

#include "times.h"

namespace scand::lib {
namespace {

using proto::Interval;

constexpr std::int64_t kGrace = 2000;

// One candle an hour at hours `opens`, each with its hour as price.
Candles at_hours(const std::vector<std::int64_t>& opens) {
  Candles candles;
  for (const std::int64_t hour : opens) {
    const auto price = static_cast<double>(hour);
    candles.push_back(hour * kHour, price, price, price, price, 1);
  }
  return candles;
}

std::vector<std::int64_t> hours(const Candles& candles) {
  std::vector<std::int64_t> result;
  for (const std::int64_t time : candles.time)
    result.push_back(time / kHour);
  return result;
}

using Hours = std::vector<std::int64_t>;

TEST(ClosedRows, ACandleIsClosedAGraceAfterItsClose) {
  const Candles candles = at_hours({10, 11, 12});
  const std::int64_t close = 13 * kHour;
  for (const auto& [now, newest] : {std::pair{close - 2000, 11},
                                    {close, 11},
                                    {close + 1999, 11},
                                    {close + 2000, 12},
                                    {close + 60'000, 12}}) {
    const ClosedRows rows = closed_rows(candles, Interval::h1, now, kGrace);
    EXPECT_EQ(hours(rows.candles).back(), newest) << now - close;
    EXPECT_EQ(rows.running_dropped, newest == 12 ? 0U : 1U);
  }
}

TEST(ClosedRows, PutsThemInOrder) {
  const std::int64_t now = 100 * kHour;
  const ClosedRows shuffled = closed_rows(at_hours({5, 3, 4, 6}), Interval::h1, now, kGrace);
  EXPECT_EQ(hours(shuffled.candles), (Hours{3, 4, 5, 6}));
  EXPECT_EQ(shuffled.reordered, 1U);
  const ClosedRows newest_first = closed_rows(at_hours({6, 5, 4}), Interval::h1, now, kGrace);
  EXPECT_EQ(hours(newest_first.candles), (Hours{4, 5, 6}));
  EXPECT_EQ(newest_first.reordered, 0U);
}

TEST(ClosedRows, OfTwoStatesOfACandleTheLaterIsKept) {
  Candles candles;
  candles.push_back(kHour, 1, 2, 1, 2, 10);
  candles.push_back(kHour, 1, 4, 1, 3, 30);
  candles.push_back(kHour, 1, 3, 1, 3, 20);
  Candles reversed;
  for (const std::size_t row : {2, 1, 0})
    reversed.push_back(kHour, candles.open[row], candles.high[row], candles.low[row],
                       candles.close[row], candles.volume[row]);
  for (const Candles& body : {candles, reversed}) {
    const ClosedRows rows = closed_rows(body, Interval::h1, 100 * kHour, kGrace);
    ASSERT_EQ(rows.candles.size(), 1U);
    EXPECT_EQ(rows.candles.volume[0], 30);
    EXPECT_EQ(rows.duplicates, 2U);
  }
}

TEST(ClosedRows, EqualVolumesAreDecidedByTheRange) {
  Candles candles;
  candles.push_back(kHour, 1, 2, 1, 2, 10);
  candles.push_back(kHour, 1, 3, 1, 2, 10);
  EXPECT_EQ(closed_rows(candles, Interval::h1, 100 * kHour, kGrace).candles.high[0], 3);
}

TEST(ClosedRows, DropsWhatCannotBeACandleOfThisInterval) {
  Candles candles = at_hours({1, 2});
  candles.push_back(2 * kHour + 1, 1, 1, 1, 1, 1);  // misaligned
  candles.push_back(-kHour, 1, 1, 1, 1, 1);         // before 1970
  candles.push_back(1000 * kHour, 1, 1, 1, 1, 1);   // the future
  candles.push_back(std::numeric_limits<std::int64_t>::max(), 1, 1, 1, 1, 1);
  candles.push_back(std::numeric_limits<std::int64_t>::min(), 1, 1, 1, 1, 1);
  candles.push_back(3 * kHour, 0, 1, 1, 1, 1);  // a price of zero
  const ClosedRows rows = closed_rows(candles, Interval::h1, 100 * kHour, kGrace);
  EXPECT_EQ(hours(rows.candles), (Hours{1, 2}));
  EXPECT_EQ(rows.misaligned, 1U);
  EXPECT_EQ(rows.rejected, 5U);
}

TEST(ClosedRows, WeeksOpenOnMonday) {
  Candles candles;
  candles.push_back(kMonday, 1, 1, 1, 1, 1);
  candles.push_back(kMonday + 3 * kDay, 1, 1, 1, 1, 1);  // a Thursday, as 1970-01-01
  const ClosedRows rows = closed_rows(candles, Interval::w1, kMonday + 30 * kDay, kGrace);
  EXPECT_EQ(rows.candles.time, (std::vector<std::int64_t>{kMonday}));
  EXPECT_EQ(rows.misaligned, 1U);
}

TEST(ClosedRows, CountsEveryRowOnce) {
  Candles candles = at_hours({1, 2, 2, 99, 3});
  candles.push_back(7, 1, 1, 1, 1, 1);
  candles.push_back(kHour, -1, 1, 1, 1, 1);
  const ClosedRows rows = closed_rows(candles, Interval::h1, 99 * kHour + 5, kGrace);
  EXPECT_EQ(rows.candles.size() + rows.rejected + rows.misaligned + rows.duplicates +
                rows.running_dropped,
            candles.size());
  EXPECT_EQ(rows.running_dropped, 1U);
}

TEST(ClosedRows, OfNothingIsNothing) {
  EXPECT_TRUE(closed_rows({}, Interval::h1, 0, kGrace).candles.empty());
}

}  // namespace
}  // namespace scand::lib
