#include "lib/indicator/atr.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

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

}  // namespace
}  // namespace scand::lib::indicator
