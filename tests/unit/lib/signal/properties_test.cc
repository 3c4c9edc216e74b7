// What must hold for any candles: see "What is guaranteed" in docs/signals.md.

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>

#include "lib/signal/analyse.h"
#include "tests/kit/candles/analysis_numbers.h"
#include "tests/kit/candles/random_walk.h"

namespace scand::lib::signal {
namespace {

using proto::Analysis;
using proto::Interval;

constexpr double kExact = 1e-9;

double between(double least, double most) {
  constexpr std::uint64_t kSteps = 1'000'000;
  const auto step = *rc::gen::inRange<std::uint64_t>(0, kSteps + 1);
  return least + (most - least) * static_cast<double>(step) / kSteps;
}

// Any kind of market: calm or wild, rising or falling, of any price and age.
Candles any_market() {
  test::WalkOptions options;
  options.rows = *rc::gen::inRange<std::size_t>(62, 301);
  options.start = std::pow(10, between(-8, 6));
  options.noise = std::pow(10, between(-4, -1.3));
  options.drift = between(-0.3, 0.3) * options.noise;
  options.quiet = *rc::gen::element(0.0, 0.0, 0.3, 0.9);
  return test::random_walk(*rc::gen::arbitrary<std::uint64_t>(), options);
}

Interval any_interval() {
  return proto::kIntervals[*rc::gen::inRange<std::size_t>(0, proto::kIntervals.size())];
}

Analysis full(const Candles& candles, Interval interval) {
  return *analyse(candles, interval, Depth::full, {});
}

std::map<std::string, proto::Reason> by_component(const Analysis& analysis) {
  std::map<std::string, proto::Reason> result;
  for (const proto::Reason& reason : analysis.reasons)
    result[reason.component] = reason;
  return result;
}

void transform(std::vector<double>& values, auto change) {
  std::ranges::transform(values, values.begin(), change);
}

void transform_prices(Candles& candles, auto change) {
  for (auto* column : {&candles.open, &candles.high, &candles.low, &candles.close})
    transform(*column, change);
}

void expect_same_scores(const Analysis& a, const Analysis& b) {
  RC_ASSERT(std::abs(a.score - b.score) <= kExact);
  const auto others = by_component(b);
  RC_ASSERT(a.reasons.size() == b.reasons.size());
  for (const auto& [component, reason] : by_component(a)) {
    RC_ASSERT(std::abs(reason.score - others.at(component).score) <= kExact);
    RC_ASSERT(std::abs(reason.contribution - others.at(component).contribution) <= kExact);
  }
}

void expect_negated(const Analysis& a, const Analysis& b,
                    std::initializer_list<const char*> components) {
  const auto others = by_component(b);
  for (const auto& [component, reason] : by_component(a)) {
    if (std::ranges::find(components, component) == components.end()) continue;
    RC_LOG() << component << " " << reason.score << " " << others.at(component).score << "\n";
    RC_ASSERT(std::abs(reason.score + others.at(component).score) <= kExact);
  }
}

bool within(std::optional<double> value, double least, double most) {
  return !value || (*value >= least && *value <= most);
}

RC_GTEST_PROP(Properties, EveryNumberIsInItsBounds, ()) {
  const Analysis a = full(any_market(), any_interval());
  RC_ASSERT(test::all_finite(a));
  RC_ASSERT(within(a.score, -100, 100));
  RC_ASSERT(a.strength == std::lround(std::abs(a.score)));
  for (const proto::Reason& reason : a.reasons)
    RC_ASSERT(within(reason.score, -1, 1));
  for (const auto& value :
       {a.indicators.rsi, a.indicators.stoch_k, a.indicators.stoch_d, a.indicators.adx,
        a.indicators.plus_di, a.indicators.minus_di, a.advanced->opportunity_score})
    RC_ASSERT(within(value, -kExact, 100 + kExact));
  RC_ASSERT(within(a.advanced->trend_score, 0, 10));
  RC_ASSERT(within(a.advanced->confidence_score, 0, 1));
  RC_ASSERT(within(a.market_regime->confidence, 0, 1));
}

RC_GTEST_PROP(Properties, ReasonsAddUpToTheScoreLargestFirst, ()) {
  const Depth depth = *rc::gen::element(Depth::full, Depth::quick);
  const Analysis a = *analyse(any_market(), any_interval(), depth, {});
  double sum = 0;
  double before = 200;
  for (const proto::Reason& reason : a.reasons) {
    sum += reason.contribution;
    RC_ASSERT(std::abs(reason.contribution) <= before);
    before = std::abs(reason.contribution);
  }
  RC_ASSERT(std::abs(sum - a.score) <= kExact);
}

RC_GTEST_PROP(Properties, AMirroredMarketHasTheOppositeScores, ()) {
  const Candles candles = any_market();
  const double top = std::ranges::max(candles.high) * between(1.5, 3);
  Candles mirrored = candles;
  transform_prices(mirrored, [top](double price) { return top - price; });
  std::swap(mirrored.high, mirrored.low);
  const Interval interval = any_interval();
  expect_negated(full(candles, interval), full(mirrored, interval),
                 {"rsi", "macd", "trend", "ichimoku", "vwap"});
}

RC_GTEST_PROP(Properties, AnInvertedPriceHasTheOppositeMomentum, ()) {
  const Candles candles = any_market();
  const double scale = std::pow(10, between(-6, 6));
  Candles inverted = candles;
  transform_prices(inverted, [scale](double price) { return scale / price; });
  std::swap(inverted.high, inverted.low);
  const Interval interval = any_interval();
  expect_negated(full(candles, interval), full(inverted, interval),
                 {"momentum_short", "momentum_long"});
}

RC_GTEST_PROP(Properties, TheUnitOfPricesDoesNotMatter, ()) {
  const Candles candles = any_market();
  const double scale = std::pow(10, between(-6, 6));
  Candles scaled = candles;
  transform_prices(scaled, [scale](double price) { return price * scale; });
  const Interval interval = any_interval();
  expect_same_scores(full(candles, interval), full(scaled, interval));
}

RC_GTEST_PROP(Properties, TheUnitOfVolumesDoesNotMatter, ()) {
  const Candles candles = any_market();
  const double scale = std::pow(10, between(-9, 9));
  Candles scaled = candles;
  transform(scaled.volume, [scale](double volume) { return volume * scale; });
  const Interval interval = any_interval();
  expect_same_scores(full(candles, interval), full(scaled, interval));
}

RC_GTEST_PROP(Properties, TradesHaveTheirStopAndTargetOnTheRightSides, ()) {
  const Analysis a = full(any_market(), any_interval());
  const proto::RiskReward& risk = *a.risk_reward;
  const double up = a.side == proto::Side::sell ? -1 : 1;
  if (a.side == proto::Side::hold) {
    RC_ASSERT(!risk.stop_loss && !risk.take_profit && !a.advanced->opportunity_score);
    return;
  }
  const double atr = *a.indicators.atr;
  if (risk.stop_loss) {
    const double distance = up * (*risk.entry_price - *risk.stop_loss);
    RC_ASSERT(distance >= (0.5 - kExact) * atr && distance <= (1.5 + kExact) * atr);
  }
  if (risk.take_profit) RC_ASSERT(up * (*risk.take_profit - *risk.entry_price) > 0);
  if (risk.risk_reward_ratio) RC_ASSERT(std::abs(*risk.risk_reward_ratio - 2.5) <= kExact);
}

}  // namespace
}  // namespace scand::lib::signal
