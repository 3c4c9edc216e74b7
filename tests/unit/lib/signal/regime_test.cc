#include "lib/signal/regime.h"

#include <gtest/gtest.h>

namespace scand::lib::signal {
namespace {

using indicator::IndicatorSet;

// ATR/close stands above `below` of 101 values.
IndicatorSet trending(double adx, double plus_di, double minus_di, std::size_t below) {
  IndicatorSet set;
  set.shown.adx = adx;
  set.shown.plus_di = plus_di;
  set.shown.minus_di = minus_di;
  set.atr_rank = {below, 101};
  return set;
}

TEST(Regime, TrendsByAdxAndItsDirection) {
  const auto up = market_regime(trending(25, 20, 10, 100), {});
  EXPECT_EQ(up.regime, "trending_up");
  EXPECT_EQ(up.trend_strength, 25);
  EXPECT_EQ(up.confidence, 0.5);
  EXPECT_EQ(market_regime(trending(40, 10, 20, 0), {}).regime, "trending_down");
  EXPECT_EQ(market_regime(trending(60, 10, 20, 0), {}).confidence, 1);
}

TEST(Regime, IsVolatileAboveTheNinetiethPercentile) {
  const auto wild = market_regime(trending(24.9, 20, 10, 91), {});
  EXPECT_EQ(wild.regime, "volatile");
  EXPECT_DOUBLE_EQ(*wild.confidence, 91.0 / 101);
  EXPECT_EQ(market_regime(trending(24.9, 20, 10, 90), {}).regime, "ranging");
  EXPECT_DOUBLE_EQ(*market_regime(trending(10, 20, 10, 90), {}).confidence, 0.8);
}

TEST(Regime, RanksVolatilityByTerciles) {
  EXPECT_EQ(market_regime(trending(10, 1, 1, 33), {}).volatility, "low");
  EXPECT_EQ(market_regime(trending(10, 1, 1, 34), {}).volatility, "medium");
  EXPECT_EQ(market_regime(trending(10, 1, 1, 66), {}).volatility, "medium");
  EXPECT_EQ(market_regime(trending(10, 1, 1, 67), {}).volatility, "high");
}

}  // namespace
}  // namespace scand::lib::signal
