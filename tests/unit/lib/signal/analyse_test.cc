#include "lib/signal/analyse.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "lib/market/normalise.h"
#include "lib/signal/components.h"
#include "tests/kit/candles/candle_csv.h"
#include "tests/kit/candles/random_walk.h"

namespace scand::lib::signal {
namespace {

using proto::Interval;

TEST(Analyse, NeedsSixtyTwoUsableCandles) {
  Candles candles = test::random_walk(1, {.rows = 62});
  for (const Depth depth : {Depth::full, Depth::quick}) {
    EXPECT_TRUE(analyse(candles, Interval::m1, depth, {}));
    candles.close[5] = std::numeric_limits<double>::quiet_NaN();
    const auto result = analyse(candles, Interval::m1, depth, {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), (InsufficientHistory{61, 62}));
    candles.close[5] = candles.open[5];
  }
}

TEST(Analyse, ReadsTheNewestRowsOfItsDepth) {
  const Candles candles = test::random_walk(2, {.rows = 400});
  for (const auto& [depth, rows] :
       {std::pair{Depth::full, kFullRows}, {Depth::quick, kQuickRows}}) {
    const auto all = analyse(candles, Interval::h1, depth, {});
    EXPECT_EQ(*all, *analyse(test::cut(candles, 400, rows), Interval::h1, depth, {}));
    EXPECT_FALSE(*all == *analyse(test::cut(candles, 400, rows - 1), Interval::h1, depth, {}));
  }
}

TEST(Analyse, LeavesUnusableRowsOut) {
  const Candles clean = test::random_walk(3, {.rows = 290});
  Candles dirty;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    if (i % 10 == 0) dirty.push_back(clean.time[i], 1, 0, -1, 1, 1);
    dirty.push_back(clean.time[i], clean.open[i], clean.high[i], clean.low[i], clean.close[i],
                    clean.volume[i]);
  }
  EXPECT_EQ(*analyse(dirty, Interval::h1, Depth::full, {}),
            *analyse(clean, Interval::h1, Depth::full, {}));
}

TEST(Analyse, ASteadyRiseIsABuy) {
  const auto result = *analyse(test::random_walk(4, {.drift = 0.004, .noise = 0.005}), Interval::h1,
                               Depth::full, {});
  EXPECT_EQ(result.side, proto::Side::buy);
  EXPECT_EQ(result.label, "Buy");
  EXPECT_EQ(result.strength, std::lround(result.score));
  EXPECT_EQ(result.market_regime->regime, "trending_up");
  EXPECT_GT(*result.risk_reward->take_profit, *result.risk_reward->entry_price);
  EXPECT_EQ(result.indicators.ema, "above");
  EXPECT_EQ(result.reasons.size(), kComponentCount);
}

TEST(Analyse, AQuickOneHasNoSecondOpinions) {
  const auto result = *analyse(test::random_walk(4), Interval::h1, Depth::quick, {});
  EXPECT_FALSE(result.advanced || result.risk_reward || result.market_regime);
  EXPECT_EQ(result.reasons.size(), 5U);
  EXPECT_TRUE(result.indicators.rsi && result.indicators.ema_21);
  EXPECT_FALSE(result.indicators.adx);
  EXPECT_FALSE(result.indicators.macd.empty() || result.indicators.volume.empty());
}

TEST(Analyse, MomentumLooksBackByTheInterval) {
  const Candles candles = test::random_walk(5);
  const auto back = [&](std::size_t n) { return candles.close[289] / candles.close[289 - n] - 1; };
  const auto momentum = [&](Interval interval) {
    const auto shown = analyse(candles, interval, Depth::full, {})->indicators;
    return std::pair(*shown.momentum_short, *shown.momentum_long);
  };
  EXPECT_EQ(momentum(Interval::m1), std::pair(back(10), back(60)));
  EXPECT_EQ(momentum(Interval::d1), std::pair(back(7), back(30)));
}

TEST(Analyse, FollowsItsConfiguration) {
  const Candles candles = test::random_walk(6);
  SignalConfig config;
  config.full = {0, 0, 1, 0, 0, 0, 0, 0};
  const auto result = *analyse(candles, Interval::h1, Depth::full, config);
  EXPECT_NEAR(result.score, 100 * rsi_score(*result.indicators.rsi, {}), 1e-9);
  config.thresholds = {0.001, 0.002, 0.003};
  EXPECT_NE(analyse(candles, Interval::h1, Depth::full, config)->side, proto::Side::hold);
}

}  // namespace
}  // namespace scand::lib::signal
