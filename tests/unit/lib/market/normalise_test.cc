#include "lib/market/normalise.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <limits>
#include <random>

#include "times.h"

#include "tests/kit/candles/random_walk.h"

namespace scand::lib {
namespace {

using proto::Interval;

// Options at the moment the last of `candles` has closed and its grace is over.
NormaliseOptions just_closed(const Candles& candles) {
  return {.interval = Interval::h1, .exchange_now_ms = candles.time.back() + kHour + 2000};
}

Candles without(const Candles& candles, const std::vector<std::size_t>& rows) {
  Candles result;
  for (std::size_t i = 0; i < candles.size(); ++i)
    if (std::ranges::find(rows, i) == rows.end())
      result.push_back(candles.time[i], candles.open[i], candles.high[i], candles.low[i],
                       candles.close[i], candles.volume[i]);
  return result;
}

std::vector<std::size_t> rows_from(std::size_t first, std::size_t count) {
  std::vector<std::size_t> rows(count);
  for (std::size_t i = 0; i < count; ++i)
    rows[i] = first + i;
  return rows;
}

TEST(Normalise, CleanCandlesPassUnchanged) {
  const Candles candles = test::random_walk(1, {.rows = 290});
  const Normalised result = normalise(candles, just_closed(candles));
  EXPECT_EQ(result.candles, candles);
  EXPECT_EQ(result.verdict, CandleVerdict::ok);
  EXPECT_EQ(result.gap_ratio, 0);
  EXPECT_EQ(result.newest_close_ms, candles.time.back() + kHour);
}

TEST(Normalise, KeepsTheNewestOfTheWindow) {
  const Candles candles = test::random_walk(1, {.rows = 300});
  NormaliseOptions options = just_closed(candles);
  EXPECT_EQ(normalise(candles, options).candles, without(candles, rows_from(0, 10)));
  options.rows = 110;
  EXPECT_EQ(normalise(candles, options).candles, without(candles, rows_from(0, 190)));
}

TEST(Normalise, FaultsOfABodyDoNotChangeTheWindow) {
  const Candles clean = test::random_walk(2, {.rows = 290});
  Candles body = clean;
  for (const std::size_t row : {3, 4, 250})  // once more
    body.push_back(clean.time[row], clean.open[row], clean.high[row], clean.low[row],
                   clean.close[row], clean.volume[row]);
  body.push_back(clean.time[10] + 1, 1, 1, 1, 1, 1);
  body.push_back(clean.time[10], 0, 1, 1, 1, 1);
  body.push_back(clean.time.back() + kHour, 1, 1, 1, 1, 1);  // running
  const Normalised result = normalise(body, just_closed(clean));
  EXPECT_EQ(result.candles, clean);
  EXPECT_EQ(result.duplicates, 3U);
  EXPECT_EQ(result.misaligned, 1U);
  EXPECT_EQ(result.rejected, 1U);
  EXPECT_EQ(result.running_dropped, 1U);
  EXPECT_GT(result.reordered, 0U);
}

TEST(Normalise, TheOrderOfTheBodyNeverMatters) {
  const Candles clean = test::random_walk(3, {.rows = 120});
  std::vector<std::size_t> order = rows_from(0, 120);
  std::mt19937 random(1);  // NOLINT(bugprone-random-generator-seed)
  for (int round = 0; round < 20; ++round) {
    std::ranges::shuffle(order, random);
    Candles body;
    for (const std::size_t row : order)
      body.push_back(clean.time[row], clean.open[row], clean.high[row], clean.low[row],
                     clean.close[row], clean.volume[row]);
    EXPECT_EQ(normalise(body, just_closed(clean)).candles, clean);
  }
}

TEST(Normalise, FillsHolesFlat) {
  const Candles clean = test::random_walk(4, {.rows = 290});
  for (const std::size_t count : {1, 10, 29}) {
    const Normalised result = normalise(without(clean, rows_from(100, count)), just_closed(clean));
    ASSERT_EQ(result.candles.time, clean.time) << count;
    EXPECT_EQ(result.filled, count);
    EXPECT_DOUBLE_EQ(result.gap_ratio, static_cast<double>(count) / 290);
    EXPECT_EQ(result.verdict, CandleVerdict::ok);
    for (std::size_t row = 100; row < 100 + count; ++row) {
      EXPECT_EQ(result.candles.open[row], clean.close[99]);
      EXPECT_EQ(result.candles.high[row], clean.close[99]);
      EXPECT_EQ(result.candles.close[row], clean.close[99]);
      EXPECT_EQ(result.candles.volume[row], 0);
    }
  }
}

TEST(Normalise, MoreThanATenthOfHolesIsGapped) {
  const Candles clean = test::random_walk(4, {.rows = 290});
  const Normalised result = normalise(without(clean, rows_from(100, 30)), just_closed(clean));
  EXPECT_EQ(result.verdict, CandleVerdict::gapped);
  EXPECT_EQ(result.filled, 30U);
}

TEST(Normalise, ARejectedRowIsAHole) {
  Candles candles = test::random_walk(5, {.rows = 100});
  candles.close[50] = std::numeric_limits<double>::quiet_NaN();
  const Normalised result = normalise(candles, just_closed(candles));
  EXPECT_EQ(result.rejected, 1U);
  EXPECT_EQ(result.filled, 1U);
  EXPECT_EQ(result.candles.close[50], candles.close[49]);
}

TEST(Normalise, AHoleAtTheWindowsEdgeIsFilledFromBeforeIt) {
  const Candles clean = test::random_walk(6, {.rows = 200});
  NormaliseOptions options = just_closed(clean);
  options.rows = 110;
  const Normalised result = normalise(without(clean, {90}), options);
  ASSERT_EQ(result.candles.size(), 110U);
  EXPECT_EQ(result.candles.close.front(), clean.close[89]);
  EXPECT_EQ(result.filled, 1U);
}

TEST(Normalise, IsStaleAnIntervalAndAGraceAfterItsClose) {
  const Candles candles = test::random_walk(7, {.rows = 100});
  NormaliseOptions options = just_closed(candles);
  options.exchange_now_ms += kHour;
  EXPECT_EQ(normalise(candles, options).verdict, CandleVerdict::ok);
  options.exchange_now_ms += 1;
  EXPECT_EQ(normalise(candles, options).verdict, CandleVerdict::stale);
}

TEST(Normalise, NeedsEnoughHistory) {
  const Candles candles = test::random_walk(8, {.rows = 62});
  EXPECT_EQ(normalise(candles, just_closed(candles)).verdict, CandleVerdict::ok);
  EXPECT_EQ(normalise(without(candles, {0}), just_closed(candles)).verdict,
            CandleVerdict::insufficient_history);
  EXPECT_EQ(normalise({}, {}).verdict, CandleVerdict::empty);
  EXPECT_EQ(normalise({}, {}).newest_close_ms, 0);
}

TEST(Normalise, FarApartCandlesFillOnlyTheWindow) {
  Candles candles = test::points({1, 2});
  candles.time = {0, 400'000 * kHour};
  const Normalised result = normalise(candles, just_closed(candles));
  EXPECT_EQ(result.candles.size(), kFullRows);
  EXPECT_EQ(result.verdict, CandleVerdict::gapped);
}

TEST(Normalise, BuildsALongerInterval) {
  const Candles hours = test::random_walk(9, {.rows = 4 * 70 + 3});
  NormaliseOptions options{.interval = Interval::h4,
                           .source = Interval::h1,
                           .exchange_now_ms = hours.time.back() + kHour + 2000};
  const Normalised result = normalise(hours, options);
  EXPECT_EQ(result.verdict, CandleVerdict::ok);
  ASSERT_EQ(result.candles.size(), 70U);
  EXPECT_EQ(result.candles.close[0], hours.close[3]);
  EXPECT_EQ(result.candles.close[69], hours.close[279]);

  // Holes count in source candles: 29 of 280 are too many although none of 70 is missing.
  std::vector<std::size_t> holes;
  for (std::size_t i = 0; i < 29; ++i)
    holes.push_back(4 * i + 1);
  const Normalised gapped = normalise(without(hours, holes), options);
  EXPECT_EQ(gapped.filled, 0U);
  EXPECT_DOUBLE_EQ(gapped.gap_ratio, 29.0 / 280);
  EXPECT_EQ(gapped.verdict, CandleVerdict::gapped);
}

TEST(Normalise, NamesItsVerdicts) {
  EXPECT_EQ(name(CandleVerdict::ok), "ok");
  EXPECT_EQ(name(CandleVerdict::stale), "stale");
  EXPECT_EQ(name(CandleVerdict::insufficient_history), "insufficient_history");
  EXPECT_EQ(name(CandleVerdict::gapped), "gapped");
  EXPECT_EQ(name(CandleVerdict::empty), "empty");
}

}  // namespace
}  // namespace scand::lib
