#include "lib/signal/components.h"

#include <cmath>
#include <gtest/gtest.h>
#include <map>

namespace scand::lib::signal {
namespace {

constexpr MomentumPeriods kPeriods{4, 16};

// A market in which every component is full and up, at a price of 100.
IndicatorSet bullish() {
  IndicatorSet set;
  set.close = 100;
  set.step_rms = 0.01;
  set.log_momentum_short = 0.03;
  set.log_momentum_long = 0.06;
  set.shown.rsi = 70;
  set.shown.macd_histogram = 1;
  set.shown.atr = 3;
  set.shown.ema_9 = 99;
  set.shown.ema_21 = 98;
  set.shown.ema_50 = 97;
  set.shown.ema_200 = 96;
  set.shown.adx = 25;
  set.shown.tenkan = 98;
  set.shown.kijun = 97;
  set.shown.span_a = 95;
  set.shown.span_b = 94;
  set.shown.volume_ratio = 2;
  set.shown.vwap = 90;
  set.vwap_sigma = 5;
  return set;
}

ComponentScore only(const IndicatorSet& set, Component component, Depth depth = Depth::full) {
  for (const ComponentScore& c : components(set, depth, kPeriods, {}))
    if (c.component == component) return c;
  ADD_FAILURE() << name(component) << " is absent";
  return {};
}

TEST(Components, AreFullAtTheirScale) {
  const auto all = components(bullish(), Depth::full, kPeriods, {});
  ASSERT_EQ(all.size(), kComponentCount);
  for (const ComponentScore& c : all)
    EXPECT_NEAR(c.score, 1, 1e-12) << name(c.component);
}

TEST(Components, AQuickAnalysisHasFive) {
  for (const ComponentScore& c : components(bullish(), Depth::quick, kPeriods, {}))
    EXPECT_TRUE(in_quick(c.component));
  EXPECT_EQ(components(bullish(), Depth::quick, kPeriods, {}).size(), 5U);
}

TEST(Components, MomentumIsMeasuredInUsualMoves) {
  IndicatorSet set = bullish();
  set.log_momentum_short = -0.015;  // half of 1.5 * 0.01 * sqrt(4)
  set.log_momentum_long = 0.03;
  EXPECT_NEAR(only(set, Component::momentum_short).score, -0.5, 1e-12);
  EXPECT_NEAR(only(set, Component::momentum_long).score, 0.5, 1e-12);
  set.step_rms = 1e-12;
  EXPECT_EQ(only(set, Component::momentum_short).score, 0);
}

TEST(Components, RsiFallsOffWhenExhausted) {
  const Scales scales;
  for (const auto& [rsi, score] : {std::pair{50.0, 0.0},
                                   {60.0, 0.5},
                                   {70.0, 1.0},
                                   {80.0, 0.5},
                                   {90.0, 0.0},
                                   {97.0, 0.0},
                                   {100.0, 0.0}}) {
    EXPECT_DOUBLE_EQ(rsi_score(rsi, scales), score) << rsi;
    EXPECT_DOUBLE_EQ(rsi_score(100 - rsi, scales), -score) << 100 - rsi;
  }
  IndicatorSet set = bullish();
  set.shown.rsi.reset();
  EXPECT_EQ(only(set, Component::rsi).score, 0);
}

TEST(Components, MacdIsMeasuredInAtr) {
  IndicatorSet set = bullish();
  set.shown.macd_histogram = -0.5;
  EXPECT_NEAR(only(set, Component::macd).score, -0.5, 1e-12);
  set.shown.atr = 1e-10;  // nothing beside a price of 100
  EXPECT_EQ(only(set, Component::macd).score, 0);
}

TEST(Components, TrendIsTheOrderOfAveragesByAdx) {
  IndicatorSet set = bullish();
  set.shown.adx = 12.5;
  EXPECT_NEAR(only(set, Component::trend).score, 0.5, 1e-12);
  EXPECT_EQ(only(set, Component::trend).value, 1);
  set.shown.adx = 50;
  set.shown.ema_200 = 97.5;
  EXPECT_NEAR(only(set, Component::trend).score, 1.0 / 3, 1e-12);
  set.shown.ema_200.reset();
  EXPECT_EQ(only(set, Component::trend).score, 1);
  set.shown.ema_21 = 99 + 1e-11;
  EXPECT_NEAR(only(set, Component::trend).score, 0.5, 1e-12);  // equal: no sign
}

TEST(Components, IchimokuIsTheMeanOfThreeSigns) {
  IndicatorSet set = bullish();
  set.close = 94.5;  // inside the cloud
  EXPECT_NEAR(only(set, Component::ichimoku).score, 2.0 / 3, 1e-12);
  set.close = 90;
  EXPECT_NEAR(only(set, Component::ichimoku).score, 1.0 / 3, 1e-12);
  std::swap(set.shown.tenkan, set.shown.kijun);
  EXPECT_NEAR(only(set, Component::ichimoku).score, -1.0 / 3, 1e-12);
  std::swap(set.shown.span_a, set.shown.span_b);
  EXPECT_NEAR(only(set, Component::ichimoku).score, -1, 1e-12);
  set.shown.span_a.reset();
  set.shown.span_b.reset();
  EXPECT_EQ(components(set, Depth::full, kPeriods, {}).size(), kComponentCount - 1);
}

TEST(Components, VolumeSpeaksForTheShortMomentum) {
  IndicatorSet set = bullish();
  set.log_momentum_short = -1e-6;
  set.shown.volume_ratio = 1.25;
  EXPECT_EQ(only(set, Component::volume).score, -0.25);
  set.shown.volume_ratio = 0.1;
  EXPECT_EQ(only(set, Component::volume).score, 0.5);  // a fall that nobody joins
  set.log_momentum_short = 1e-13;
  EXPECT_EQ(only(set, Component::volume).score, 0);
  set.shown.volume_ratio.reset();
  EXPECT_EQ(only(set, Component::volume).score, 0);
}

TEST(Components, VwapIsMeasuredInItsDeviations) {
  IndicatorSet set = bullish();
  set.shown.vwap = 105;
  EXPECT_NEAR(only(set, Component::vwap).score, -0.5, 1e-12);
  EXPECT_NEAR(only(set, Component::vwap).value, -5.0 / 105, 1e-12);
  set.vwap_sigma = 0;
  EXPECT_EQ(only(set, Component::vwap).score, 0);
  set.shown.vwap.reset();
  EXPECT_EQ(only(set, Component::vwap).score, 0);
}

TEST(MomentumPeriods, AreThoseOfTheNearestPreset) {
  using indicator::MomentumPeriods;
  using proto::Interval;
  const std::map<Interval, MomentumPeriods> expected{
      {Interval::m1, {10, 60}}, {Interval::m3, {5, 20}},  {Interval::m5, {5, 20}},
      {Interval::m15, {5, 20}}, {Interval::m30, {4, 12}}, {Interval::h1, {4, 12}},
      {Interval::h2, {4, 12}},  {Interval::h4, {4, 12}},  {Interval::h6, {7, 30}},
      {Interval::h12, {7, 30}}, {Interval::d1, {7, 30}},  {Interval::w1, {4, 12}}};
  ASSERT_EQ(expected.size(), proto::kIntervals.size());
  for (const auto& [interval, periods] : expected)
    EXPECT_EQ(momentum_periods(interval), periods) << proto::name(interval);
}

}  // namespace
}  // namespace scand::lib::signal
