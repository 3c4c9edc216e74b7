#include "lib/signal/config.h"

#include <gtest/gtest.h>
#include <limits>
#include <numeric>

namespace scand::lib::signal {
namespace {

// The key that `validate` blames after `change`; empty: none.
template <class Change>
std::string blamed(Change change) {
  SignalConfig config;
  change(config);
  const auto status = validate(config);
  return status ? "" : status.error().key;
}

TEST(SignalConfig, DefaultsAreValidAndWholeWeights) {
  const SignalConfig config;
  EXPECT_TRUE(validate(config));
  EXPECT_NEAR(std::accumulate(config.full.begin(), config.full.end(), 0.0), 1, 1e-15);
  EXPECT_NEAR(std::accumulate(config.quick.begin(), config.quick.end(), 0.0), 1, 1e-15);
}

TEST(SignalConfig, NamesAreTheWireNames) {
  EXPECT_EQ(name(Component::momentum_short), "momentum_short");
  EXPECT_EQ(name(Component::vwap), "vwap");
  EXPECT_TRUE(in_quick(Component::volume));
  EXPECT_FALSE(in_quick(Component::trend));
}

TEST(SignalConfig, BlamesTheWeight) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(blamed([](SignalConfig& c) { c.full[2] = -0.1; }), "weights.full.rsi");
  EXPECT_EQ(blamed([=](SignalConfig& c) { c.full[7] = kNan; }), "weights.full.vwap");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.quick[4] = 0.1; }), "weights.quick.trend");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.quick = {}; }), "weights.quick");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.full = {0, 0, 0, 0, 0, 1, 0, 0}; }), "weights.full");
}

TEST(SignalConfig, BlamesTheThreshold) {
  EXPECT_EQ(blamed([](SignalConfig& c) { c.thresholds.weak = 0; }), "thresholds.weak");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.thresholds.normal = 20; }), "thresholds.normal");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.thresholds.strong = 30; }), "thresholds.strong");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.thresholds.strong = 101; }), "thresholds.strong");
}

TEST(SignalConfig, BlamesTheScale) {
  EXPECT_EQ(blamed([](SignalConfig& c) { c.scales.momentum = 0; }), "scales.momentum");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.scales.rsi_full = 51; }), "scales.rsi_full");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.scales.rsi_exhausted = 20; }), "scales.rsi_exhausted");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.scales.macd = -3; }), "scales.macd");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.scales.adx_full = 101; }), "scales.adx_full");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.scales.volume_least = 0.1; }), "scales.volume_least");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.scales.volume_most = 2; }), "scales.volume_most");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.scales.vwap = 0; }), "scales.vwap");
}

TEST(SignalConfig, BlamesTheRule) {
  EXPECT_EQ(blamed([](SignalConfig& c) { c.risk.stop = 0; }), "risk.stop");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.risk.least_stop = 2; }), "risk.least_stop");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.risk.level_margin = -1; }), "risk.level_margin");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.risk.reward = 0; }), "risk.reward");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.regime.trending_adx = 0; }), "regime.trending_adx");
  EXPECT_EQ(blamed([](SignalConfig& c) { c.regime.volatile_percentile = 90; }),
            "regime.volatile_percentile");
}

TEST(SignalConfig, SaysWhatIsAllowed) {
  SignalConfig config;
  config.scales.adx_full = 101;
  EXPECT_EQ(validate(config).error().message, "is 101, must be from 1e-06 to 100");
}

}  // namespace
}  // namespace scand::lib::signal
