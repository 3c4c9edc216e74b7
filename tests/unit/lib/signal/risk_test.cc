#include "lib/signal/risk.h"

#include <gtest/gtest.h>

namespace scand::lib::signal {
namespace {

using indicator::IndicatorSet;
using proto::Side;

IndicatorSet ranged(double close, double atr, double support, double resistance) {
  IndicatorSet set;
  set.close = close;
  set.shown.atr = atr;
  set.recent = {support, resistance};
  return set;
}

TEST(Risk, StopsAnAtrAndAHalfAway) {
  const auto risk = risk_reward(ranged(100, 4, 80, 130), Side::buy, {});
  EXPECT_EQ(risk.entry_price, 100);
  EXPECT_EQ(risk.stop_loss, 94);
  EXPECT_EQ(risk.take_profit, 115);
  EXPECT_EQ(risk.risk_amount, 6);
  EXPECT_EQ(risk.reward_amount, 15);
  EXPECT_EQ(risk.risk_reward_ratio, 2.5);
  EXPECT_EQ(risk.stop_loss_pct, 6);
  EXPECT_EQ(risk.take_profit_pct, 15);
  EXPECT_EQ(risk.support_level, 80);
  EXPECT_EQ(risk.resistance_level, 130);
}

TEST(Risk, IsMirroredForASell) {
  const auto risk = risk_reward(ranged(100, 4, 80, 130), Side::sell, {});
  EXPECT_EQ(risk.stop_loss, 106);
  EXPECT_EQ(risk.take_profit, 85);
  const auto near = risk_reward(ranged(100, 4, 80, 104), Side::sell, {});
  EXPECT_DOUBLE_EQ(*near.stop_loss, 104.4);
  EXPECT_DOUBLE_EQ(*near.take_profit, 89);
}

TEST(Risk, TightensToJustBeyondTheNearLevel) {
  EXPECT_DOUBLE_EQ(*risk_reward(ranged(100, 4, 97, 130), Side::buy, {}).stop_loss, 96.6);
  // As near as half an ATR, but no nearer.
  EXPECT_DOUBLE_EQ(*risk_reward(ranged(100, 4, 98.25, 130), Side::buy, {}).stop_loss, 97.85);
  EXPECT_EQ(risk_reward(ranged(100, 4, 98.5, 130), Side::buy, {}).stop_loss, 94);
  // A level further away than the usual stop changes nothing.
  EXPECT_EQ(risk_reward(ranged(100, 4, 94, 130), Side::buy, {}).stop_loss, 94);
}

TEST(Risk, AHoldHasNoTrade) {
  const auto risk = risk_reward(ranged(100, 4, 97, 130), Side::hold, {});
  EXPECT_EQ(risk.entry_price, 100);
  EXPECT_EQ(risk.support_level, 97);
  EXPECT_FALSE(risk.stop_loss || risk.take_profit || risk.risk_amount || risk.reward_amount);
  EXPECT_FALSE(risk.risk_reward_ratio || risk.stop_loss_pct || risk.take_profit_pct);
}

TEST(Risk, ALevelThatIsNotPositiveIsNone) {
  const auto sell = risk_reward(ranged(1, 0.4, 0.1, 9), Side::sell, {});
  EXPECT_DOUBLE_EQ(*sell.stop_loss, 1.6);
  EXPECT_FALSE(sell.take_profit || sell.reward_amount || sell.take_profit_pct);
  EXPECT_FALSE(sell.risk_reward_ratio);
  const auto buy = risk_reward(ranged(1, 0.7, 0.01, 9), Side::buy, {});
  EXPECT_FALSE(buy.stop_loss || buy.risk_amount || buy.stop_loss_pct);
  EXPECT_DOUBLE_EQ(*buy.take_profit, 3.625);
}

TEST(Risk, AStillMarketHasNone) {
  const auto risk = risk_reward(ranged(100, 1e-11, 100, 100), Side::buy, {});
  EXPECT_FALSE(risk.stop_loss || risk.take_profit);
  EXPECT_EQ(risk.entry_price, 100);
}

}  // namespace
}  // namespace scand::lib::signal
