#include "lib/signal/advanced.h"

#include <gtest/gtest.h>

namespace scand::lib::signal {
namespace {

using proto::Side;

IndicatorSet market(double close, double band_position) {
  IndicatorSet set;
  set.close = close;
  set.shown.atr = 2;
  set.shown.ema_21 = 100;
  set.band_position = band_position;
  return set;
}

TEST(Advanced, AnOpportunityIsAPullBackInATrend) {
  EXPECT_EQ(opportunity_score(market(100, 0), 1, Side::buy), 100);
  EXPECT_EQ(opportunity_score(market(98, -0.2), 1, Side::buy), 100);
  EXPECT_EQ(opportunity_score(market(103, 0.5), 1, Side::buy), 50);  // 1 - 1/4 - 1/4
  EXPECT_EQ(opportunity_score(market(110, 1.3), 1, Side::buy), 0);
}

TEST(Advanced, WithoutABackingTrendItCountsHalf) {
  EXPECT_EQ(opportunity_score(market(100, 0), 0, Side::buy), 50);
  EXPECT_EQ(opportunity_score(market(100, 0), -1, Side::buy), 50);
}

TEST(Advanced, ASellIsMirrored) {
  EXPECT_EQ(opportunity_score(market(100, 1), -1, Side::sell), 100);
  EXPECT_EQ(opportunity_score(market(97, 0.5), -1, Side::sell), 50);
}

TEST(Advanced, NoOpportunityWithoutSideOrScale) {
  EXPECT_EQ(opportunity_score(market(100, 0.5), 1, Side::hold), std::nullopt);
  IndicatorSet still = market(100, 0.5);
  still.shown.atr = 0;
  EXPECT_EQ(opportunity_score(still, 1, Side::buy), std::nullopt);
  IndicatorSet no_bands = market(100, 0.5);
  no_bands.band_position.reset();
  EXPECT_EQ(opportunity_score(no_bands, 1, Side::buy), std::nullopt);
}

TEST(Advanced, ReportsWhatTheComponentsSay) {
  IndicatorSet set = market(103, 0.5);
  set.shown.vwap = 104;
  set.volume_at_close = 7;
  const Score scored =
      score({{Component::trend, 1, 0.6}, {Component::ichimoku, 0, 1.0 / 3}}, SignalConfig{}.full);
  const auto result = advanced(set, scored, Side::buy);
  EXPECT_EQ(result.trend_score, 8);
  EXPECT_EQ(result.confidence_score, 1);
  EXPECT_NEAR(*result.opportunity_score, 40, 1e-12);
  EXPECT_EQ(result.ichimoku_bullish, true);
  EXPECT_EQ(result.vwap_bullish, false);
  EXPECT_EQ(result.bb_position, 0.5);
  EXPECT_EQ(result.volume_at_close, 7);
}

TEST(Advanced, LeavesOutWhatIsAbsent) {
  const auto result = advanced(IndicatorSet{}, Score{}, Side::hold);
  EXPECT_EQ(result, proto::Advanced{});
}

}  // namespace
}  // namespace scand::lib::signal
