#include "daemon/scand/settings.h"

#include <gtest/gtest.h>

namespace scand::daemon {
namespace {

std::vector<std::string> faulty_keys(const Settings& settings) {
  std::vector<std::string> keys;
  for (const auto& fault : check_relations(settings))
    keys.push_back(fault.key);
  return keys;
}

using Keys = std::vector<std::string>;

TEST(Settings, DefaultsAreThePublishedOnesAndFitTogether) {
  const auto settings = default_settings();
  EXPECT_EQ(settings.frontend.endpoint, "tcp://127.0.0.1:5555");
  EXPECT_EQ(settings.publisher.endpoint, "tcp://127.0.0.1:5556");
  EXPECT_EQ(settings.pool.workers, 16u);
  EXPECT_EQ(settings.request.deadline_seconds, 120);
  EXPECT_EQ(settings.scan.top_n, 150u);
  EXPECT_EQ(settings.rate.share, 0.9);
  EXPECT_EQ(check_relations(settings).size(), 0u);
}

TEST(Settings, WeightsOfOneAnalysisAddUpToOneByDefault) {
  const auto sum = [](const SignalWeights& w) {
    return w.momentum_short + w.momentum_long + w.rsi + w.macd + w.trend + w.ichimoku + w.volume +
           w.vwap;
  };
  EXPECT_NEAR(sum(default_settings().signals_full), 1, 1e-12);
  EXPECT_NEAR(sum(default_settings().signals_quick), 1, 1e-12);
}

TEST(Settings, WorkersFitTheirBound) {
  auto settings = default_settings();
  settings.pool.workers_max = settings.pool.workers;
  EXPECT_EQ(faulty_keys(settings), Keys{});
  settings.pool.workers_max = settings.pool.workers - 1;
  EXPECT_EQ(faulty_keys(settings), Keys{"workers_max"});
}

TEST(Settings, EndpointsDiffer) {
  auto settings = default_settings();
  settings.publisher.endpoint = settings.frontend.endpoint;
  EXPECT_EQ(faulty_keys(settings), Keys{"publisher.endpoint"});
  settings.publisher.endpoint = settings.frontend.endpoint = "tcp://127.0.0.1:*";
  EXPECT_EQ(faulty_keys(settings), Keys{}) << "the system chooses two ports";
}

TEST(Settings, OneResultFitsTheStore) {
  auto settings = default_settings();
  settings.limits.results_bytes = settings.limits.result_bytes - 1;
  EXPECT_EQ(faulty_keys(settings), Keys{"limits.results_bytes"});
}

TEST(Settings, ThresholdsRise) {
  auto settings = default_settings();
  settings.signals_thresholds.normal = settings.signals_thresholds.strong;
  EXPECT_EQ(faulty_keys(settings), Keys{"signals.thresholds.normal"});
  settings = default_settings();
  settings.signals_thresholds.weak = 50;
  EXPECT_EQ(faulty_keys(settings), Keys{"signals.thresholds.normal"});
}

TEST(Settings, SomeWeightIsAboveZero) {
  auto settings = default_settings();
  settings.signals_full = {};
  settings.signals_quick = {};
  EXPECT_EQ(faulty_keys(settings),
            (Keys{"signals.weights_full.momentum_short", "signals.weights_quick.momentum_short"}));
}

}  // namespace
}  // namespace scand::daemon
