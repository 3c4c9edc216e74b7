#include "lib/indicator/volatility.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

TEST(TrueRange, CountsTheGapFromTheCloseBefore) {
  Candles candles;
  candles.push_back(0, 10, 11, 9, 10, 1);
  candles.push_back(1, 10, 12, 9, 11, 1);    // inside: high - low
  candles.push_back(2, 15, 16, 14, 15, 1);   // gap up from 11
  candles.push_back(3, 10, 10.5, 9, 10, 1);  // gap down from 15
  const Window window = newest(candles, 4);
  EXPECT_EQ(true_range(window, 1), 3);
  EXPECT_EQ(true_range(window, 2), 5);
  EXPECT_EQ(true_range(window, 3), 6);
}

TEST(Atr, SmoothsAsWilderDoes) {
  const Candles candles = test::points({1, 3, 2, 6});  // true ranges 2 1 4
  const auto series = atr_series(newest(candles, 4), 2);
  ASSERT_EQ(series.size(), 2U);
  EXPECT_DOUBLE_EQ(series[0], 1.5);
  EXPECT_DOUBLE_EQ(series[1], 2.75);
  EXPECT_TRUE(atr_series(newest(candles, 4), 4).empty());
}

// The textbook percentile: sort, then interpolate.
double percentile(std::vector<double> values, double p) {
  std::ranges::sort(values);
  const double place = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const double above = values[std::min(below + 1, values.size() - 1)];
  return values[below] + (above - values[below]) * (place - std::floor(place));
}

TEST(Atr, RankSaysWhetherTheLastIsAboveAPercentile) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Candles candles = test::random_walk(seed, {.rows = 62 + seed});
    const auto series = atr_series(newest(candles, candles.size()), 14);
    const Column close = Column(candles.close).last(series.size());
    std::vector<double> shares;
    for (std::size_t i = 0; i < series.size(); ++i)
      shares.push_back(series[i] / close[i]);
    const AtrRank rank = atr_rank(candles.close, series);
    for (const double p : {1.0 / 3, 2.0 / 3, 0.9})
      EXPECT_EQ(rank.above(p), shares.back() > percentile(shares, p)) << seed << " " << p;
  }
}

TEST(Atr, NothingIsAboveInAStillMarket) {
  const Candles candles = test::flat_candles(100, 5, 1);
  const AtrRank rank = atr_rank(candles.close, atr_series(newest(candles, 100), 14));
  EXPECT_EQ(rank.below, 0U);
  EXPECT_FALSE(rank.above(0));
  EXPECT_FALSE(atr_rank({}, {}).above(0));
}

const std::vector<double> kBandClose{99, 2, 4, 4, 4,
                                     5,  5, 7, 9};  // the last eight: mean 5, sigma 2

TEST(Bollinger, TakesThePopulationDeviation) {
  const auto bands = bollinger(kBandClose, 8, 2);
  ASSERT_TRUE(bands);
  EXPECT_DOUBLE_EQ(bands->upper, 9);
  EXPECT_DOUBLE_EQ(bands->middle, 5);
  EXPECT_DOUBLE_EQ(bands->lower, 1);
  EXPECT_FALSE(bollinger(kBandClose, 10, 2));
}

TEST(Bollinger, KeepsTheDigitsOfACalmMarket) {
  std::vector<double> close(20, 1e6);
  for (std::size_t i = 0; i < close.size(); i += 2)
    close[i] += 1e-5;
  EXPECT_NEAR((bollinger(close, 20, 2)->upper - 1e6) / 1.5e-5, 1, 1e-4);
}

TEST(Bollinger, PositionIsByTheBands) {
  const Bollinger bands{9, 5, 1};
  EXPECT_EQ(band_position(bands, 1), 0);
  EXPECT_EQ(band_position(bands, 9), 1);
  EXPECT_EQ(band_position(bands, 11), 1.25);
  EXPECT_EQ(band_position({5, 5, 5}, 5), std::nullopt);
}

}  // namespace
}  // namespace scand::lib::indicator
