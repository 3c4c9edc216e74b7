#include "broker/results/latest_signals.h"

#include <gtest/gtest.h>

#include "tests/kit/broker/samples.h"

namespace scand::broker {
namespace {

using test::partial;
using test::signal;

constexpr std::int64_t kHour = 3'600'000;

proto::Signal closing(std::string exchange, std::string symbol, std::int64_t close_ms,
                      int strength = 50) {
  proto::Signal out = signal(std::move(exchange), std::move(symbol), strength);
  out.candle_close_ms = close_ms;
  return out;
}

proto::LatestQuery everything() {
  proto::LatestQuery query;
  query.min_strength = 0;
  return query;
}

TEST(LatestSignals, ANewerScanReplacesItsMarketsOnly) {
  LatestSignals latest(100);
  latest.store(partial(
      "okx", 1,
      {closing("okx", "A/USDT", 10 * kHour, 40), closing("okx", "B/USDT", 10 * kHour, 41)}));
  latest.store(partial("okx", 1, {closing("okx", "A/USDT", 11 * kHour, 90)}));
  const RankedSignals all = latest.query(everything());
  ASSERT_EQ(all.signals.size(), 2U);
  EXPECT_EQ(all.signals[0].analysis.strength, 90);
  EXPECT_EQ(all.signals[1].symbol, "B/USDT");
}

TEST(LatestSignals, ASignalMoreThanOneIntervalOldIsDropped) {
  LatestSignals latest(100);
  latest.store(partial("okx", 1, {closing("okx", "A/USDT", 10 * kHour)}));
  latest.store(partial("okx", 1, {closing("okx", "B/USDT", 12 * kHour)}));
  const RankedSignals all = latest.query(everything());
  ASSERT_EQ(all.signals.size(), 1U);
  EXPECT_EQ(all.signals[0].symbol, "B/USDT");
  EXPECT_EQ(latest.size(), 1U);
}

TEST(LatestSignals, ALateOldAnswerDoesNotOverwriteANewerOne) {
  LatestSignals latest(100);
  latest.store(partial("okx", 1, {closing("okx", "A/USDT", 11 * kHour, 90)}));
  latest.store(partial("okx", 1, {closing("okx", "A/USDT", 10 * kHour, 10)}));
  EXPECT_EQ(latest.query(everything()).signals.at(0).analysis.strength, 90);
}

TEST(LatestSignals, AFailedScanChangesNothing) {
  LatestSignals latest(100);
  latest.store(partial("okx", 1, {closing("okx", "A/USDT", kHour)}));
  proto::PartialResult failed = partial("okx", 1);
  failed.failure = proto::Failure{};
  latest.store(failed);
  EXPECT_EQ(latest.size(), 1U);
}

TEST(LatestSignals, QueriesByExchangeMarketIntervalAndStrength) {
  LatestSignals latest(100);
  proto::Signal swap = closing("okx", "A/USDT:USDT", kHour, 80);
  proto::Signal daily = closing("okx", "A/USDT", 24 * kHour, 70);
  daily.interval = proto::Interval::d1;
  latest.store(partial("okx", 1, {closing("okx", "A/USDT", kHour, 60)}));
  latest.store(partial("okx", 1, {swap}));
  latest.store(partial("okx", 1, {daily}));
  latest.store(partial("kraken", 1, {closing("kraken", "A/USD", kHour, 50)}));

  proto::LatestQuery query = everything();
  query.exchanges = {"okx"};
  EXPECT_EQ(latest.query(query).signals.size(), 3U);
  query.market = proto::MarketType::spot;
  EXPECT_EQ(latest.query(query).signals.size(), 2U);
  query.interval = proto::Interval::d1;
  EXPECT_EQ(latest.query(query).signals.size(), 1U);
  query = everything();
  query.min_strength = 65;
  EXPECT_EQ(latest.query(query).signals.size(), 2U);
  query.limit = 1;
  EXPECT_EQ(latest.query(query).signals.at(0).symbol, "A/USDT:USDT");
  EXPECT_TRUE(latest.query(query).truncated);
  query = everything();
  query.signal = proto::SignalFilter::sell;
  EXPECT_TRUE(latest.query(query).signals.empty());
}

TEST(LatestSignals, TheGroupUpdatedLongestAgoIsDroppedFirst) {
  LatestSignals latest(3);
  latest.store(partial("a", 1, {closing("a", "A/USDT", kHour), closing("a", "B/USDT", kHour)}));
  latest.store(partial("b", 1, {closing("b", "A/USDT", kHour)}));
  latest.store(partial("c", 1, {closing("c", "A/USDT", kHour)}));
  EXPECT_EQ(latest.size(), 2U);
  proto::LatestQuery query = everything();
  query.exchanges = {"a"};
  EXPECT_TRUE(latest.query(query).signals.empty());
}

TEST(LatestSignals, OneStoreLargerThanTheBoundIsCut) {
  LatestSignals latest(2);
  latest.store(partial("a", 1,
                       {closing("a", "A/USDT", kHour), closing("a", "B/USDT", kHour),
                        closing("a", "C/USDT", kHour)}));
  EXPECT_EQ(latest.size(), 2U);
  EXPECT_EQ(latest.query(everything()).signals.size(), 2U);
}

}  // namespace
}  // namespace scand::broker
