#include "lib/indicator/indicator_set.h"

#include <gtest/gtest.h>

#include "lib/indicator/moving_averages.h"
#include "lib/indicator/volatility.h"
#include "lib/indicator/window.h"
#include "tests/kit/candles/random_walk.h"

namespace scand::lib::indicator {
namespace {

constexpr MomentumPeriods kPeriods{4, 12};

TEST(IndicatorSet, AQuickOneIsAPartOfTheFullOne) {
  const Candles candles = test::random_walk(5, {.rows = 110});
  const IndicatorSet full = full_set(newest(candles, 110), kPeriods);
  const IndicatorSet quick = quick_set(newest(candles, 110), kPeriods);
  proto::Indicators expected;
  for (const auto member :
       {&proto::Indicators::rsi, &proto::Indicators::macd_line, &proto::Indicators::macd_signal,
        &proto::Indicators::macd_histogram, &proto::Indicators::ema_21, &proto::Indicators::atr,
        &proto::Indicators::volume_ratio, &proto::Indicators::momentum_short,
        &proto::Indicators::momentum_long}) {
    ASSERT_TRUE((full.shown.*member).has_value());
    expected.*member = full.shown.*member;
  }
  EXPECT_EQ(quick.shown, expected);
  EXPECT_EQ(quick.rows, 110U);
  EXPECT_EQ(quick.close, full.close);
  EXPECT_EQ(quick.step_rms, full.step_rms);
  EXPECT_EQ(quick.log_momentum_short, full.log_momentum_short);
  EXPECT_EQ(quick.log_momentum_long, full.log_momentum_long);
}

TEST(IndicatorSet, TheFullOneHasEverythingOnceWarm) {
  const Candles candles = test::random_walk(6, {.rows = 210});
  const IndicatorSet set = full_set(newest(candles, 210), kPeriods);
  EXPECT_EQ(set.shown.ema_200, ema(candles.close, 200));
  EXPECT_EQ(set.shown.ema_13, ema(candles.close, 13));
  EXPECT_EQ(set.band_position, band_position(*bollinger(candles.close, 20, 2), set.close));
  EXPECT_TRUE(set.shown.span_b && set.shown.stoch_d && set.shown.vwap && set.shown.poc);
  EXPECT_GT(set.vwap_sigma, 0);
  EXPECT_EQ(set.atr_rank.count, 210U - 14);
  EXPECT_EQ(set.recent.high, range(newest(candles, 20), 20).high);
}

TEST(IndicatorSet, LeavesOutWhatIsNotWarm) {
  const Candles candles = test::random_walk(7, {.rows = 290});
  EXPECT_FALSE(full_set(newest(candles, 209), kPeriods).shown.ema_200);
  EXPECT_FALSE(full_set(newest(candles, 77), kPeriods).shown.span_a);
  EXPECT_TRUE(full_set(newest(candles, 78), kPeriods).shown.span_a);
  const IndicatorSet least = full_set(newest(candles, 62), {10, 60});
  EXPECT_TRUE(least.shown.momentum_long && least.shown.adx && least.shown.macd_histogram);
}

}  // namespace
}  // namespace scand::lib::indicator
