// Candles as no market makes them: nothing may crash, and no number may be NaN or infinite.

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <rapidcheck/gtest.h>

#include "lib/signal/analyse.h"
#include "tests/kit/candles/analysis_numbers.h"
#include "tests/kit/candles/random_walk.h"

namespace scand::lib::signal {
namespace {

using proto::Interval;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

void expect_sane(const Candles& candles) {
  for (const Depth depth : {Depth::full, Depth::quick}) {
    const auto result = analyse(candles, Interval::m1, depth, {});
    if (!result) continue;
    EXPECT_TRUE(test::all_finite(*result));
    EXPECT_GE(result->score, -100);
    EXPECT_LE(result->score, 100);
  }
}

TEST(HostileCandles, AFlatMarketSaysNothing) {
  for (const double price : {1e-30, 1e-9, 1.0, 1e9, 1e30}) {
    for (const double volume : {0.0, 1.0, 1e40}) {
      const auto result =
          *analyse(test::flat_candles(290, price, volume), Interval::h1, Depth::full, {});
      EXPECT_TRUE(test::all_finite(result));
      EXPECT_EQ(result.score, 0);
      EXPECT_EQ(result.side, proto::Side::hold);
      EXPECT_EQ(result.label, "Neutral");
      EXPECT_EQ(result.indicators.rsi, std::nullopt);
      EXPECT_EQ(result.indicators.stoch_k, std::nullopt);
      EXPECT_EQ(result.advanced->confidence_score, std::nullopt);
      EXPECT_EQ(result.advanced->bb_position, std::nullopt);
      EXPECT_EQ(result.market_regime->regime, "ranging");
      EXPECT_EQ(result.market_regime->volatility, "low");
      EXPECT_EQ(result.reasons.size(), kComponentCount);
    }
  }
}

TEST(HostileCandles, AMarketWithoutTradesHasNoVwap) {
  Candles candles = test::random_walk(1);
  candles.volume.assign(candles.size(), 0);
  const auto result = *analyse(candles, Interval::h1, Depth::full, {});
  EXPECT_TRUE(test::all_finite(result));
  EXPECT_FALSE(result.indicators.vwap || result.indicators.poc || result.indicators.volume_ratio);
  EXPECT_EQ(result.indicators.volume, "");
  EXPECT_EQ(result.advanced->vwap_bullish, std::nullopt);
}

TEST(HostileCandles, AMarketThatStops) {
  Candles candles = test::random_walk(2);
  for (std::size_t row = 100; row < candles.size(); ++row)
    for (auto* column : {&candles.open, &candles.high, &candles.low, &candles.close})
      (*column)[row] = candles.close[99];
  expect_sane(candles);
}

TEST(HostileCandles, ExtremePricesSideBySide) {
  std::vector<double> prices;
  for (int i = 0; i < 290; ++i)
    prices.push_back(i % 2 == 0 ? 1e-30 : 1e30);
  expect_sane(test::points(prices, 1e40));
  prices.back() = 1e-30;
  expect_sane(test::points(prices, 1e-300));
}

TEST(HostileCandles, NothingUsableIsTooLittleHistory) {
  EXPECT_FALSE(analyse({}, Interval::h1, Depth::full, {}));
  for (const double price : {kNan, kInfinity, 0.0, -1.0}) {
    const auto result = analyse(test::flat_candles(290, price, 1), Interval::h1, Depth::full, {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().rows, 0U);
  }
}

RC_GTEST_PROP(HostileCandles, AnyCellsMayBeAnything, ()) {
  test::WalkOptions options;
  options.rows = *rc::gen::inRange<std::size_t>(62, 300);
  Candles candles = test::random_walk(*rc::gen::arbitrary<std::uint64_t>(), options);
  const std::vector<double> odd{kNan,  kInfinity, -kInfinity, 0,    -0.0, -1,   1e-300,
                                1e-30, 1e-12,     1,          1e12, 1e30, 1e300};
  const auto count = *rc::gen::inRange<std::size_t>(0, 200);
  for (std::size_t i = 0; i < count; ++i) {
    auto* column = *rc::gen::element(&candles.open, &candles.high, &candles.low, &candles.close,
                                     &candles.volume);
    (*column)[*rc::gen::inRange<std::size_t>(0, options.rows)] = *rc::gen::elementOf(odd);
  }
  for (const Depth depth : {Depth::full, Depth::quick}) {
    const auto result = analyse(candles, Interval::m1, depth, {});
    if (!result) continue;
    RC_ASSERT(test::all_finite(*result));
    RC_ASSERT(result->score >= -100 && result->score <= 100);
  }
}

RC_GTEST_PROP(HostileCandles, AnyPricesInReach, ()) {
  Candles candles;
  const auto price = [] { return std::pow(10, *rc::gen::inRange(-30, 31)); };
  const auto rows = *rc::gen::inRange<std::size_t>(62, 120);
  for (std::size_t i = 0; i < rows; ++i) {
    const double a = price();
    const double b = price();
    candles.push_back(0, a, std::max(a, b), std::min(a, b), *rc::gen::element(a, b), price());
  }
  const auto result = analyse(candles, Interval::m1, Depth::full, {});
  RC_ASSERT(result.ok());
  RC_ASSERT(test::all_finite(*result));
}

}  // namespace
}  // namespace scand::lib::signal
