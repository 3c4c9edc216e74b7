#include "lib/exchange/request_build.h"

#include <gtest/gtest.h>

#include "recording.h"
#include "sample_descriptor.h"

namespace scand::lib::exchange {
namespace {

constexpr std::int64_t kNoon = 1'761'307'200'000;
using proto::Interval;
using proto::MarketType;

Result<BuiltRequest> build(const Descriptor& descriptor, const char* route,
                           const RequestParams& params, MarketType type = MarketType::spot) {
  const MarketRules& market = *descriptor.market(type);
  return build_request(descriptor, market, *market.route(route), params);
}

std::string url(const char* exchange, MarketType type, const char* route,
                const RequestParams& params) {
  const auto built = build(*builtin_registry().find(exchange), route, params, type);
  return built.ok() ? built->url : built.error().message;
}

TEST(RequestBuild, FillsPathAndQueryAndLeavesOutWhatHasNoValue) {
  const Descriptor sample = sample_descriptor();
  RequestParams params{"A/B", Interval::h1, 3, kNoon, {}, ""};
  auto built = build(sample, "candles", params);
  ASSERT_TRUE(built.ok());
  EXPECT_EQ(built->url, "https://api.sample.test/candles/A%2FB?step=60&n=3&from=1761299999");
  EXPECT_EQ(built->headers, (HeaderList{{"User-Agent", "tester"}}));
  EXPECT_EQ(built->rows, 3U);
  params.before_ms = kNoon;
  built = build(sample, "candles", params);
  EXPECT_EQ(built->url,
            "https://api.sample.test/candles/A%2FB?step=60&n=3&from=1761296399&to=1761307200000");
  EXPECT_EQ(build(sample, "markets", {})->url, "https://api.sample.test/markets");
  RequestParams second;
  second.cursor = "x=1";
  EXPECT_EQ(build(sample, "markets", second)->url, "https://api.sample.test/markets?page=x%3D1");
}

TEST(RequestBuild, TheCostGoesByTheRowsAsked) {
  const Descriptor sample = sample_descriptor();
  const auto cost = [&](std::uint32_t rows) {
    return build(sample, "candles", {"A", Interval::h1, rows, kNoon, {}, ""})->cost;
  };
  EXPECT_EQ(cost(10), (rate::Cost{{"weight", 1}, {"calls", 1}}));
  EXPECT_EQ(cost(11), (rate::Cost{{"weight", 2}, {"calls", 1}}));
  EXPECT_EQ(cost(51), (rate::Cost{{"weight", 5}, {"calls", 1}}));
  EXPECT_EQ(cost(0), (rate::Cost{{"weight", 5}, {"calls", 1}})) << "none said: as many as fit";
}

TEST(RequestBuild, NeverAsksForMoreThanOneCallGives) {
  const auto built =
      build(sample_descriptor(), "candles", {"A", Interval::h1, 5000, kNoon, {}, ""});
  EXPECT_EQ(built->rows, 100U);
}

TEST(RequestBuild, WhatCannotBeAskedIsAFailure) {
  const Descriptor sample = sample_descriptor();
  EXPECT_EQ(build(sample, "candles", {"A", Interval::h2, 3, kNoon, {}, ""}).error().kind,
            ErrorKind::unsupported_timeframe);
  EXPECT_EQ(build(sample, "candles", {"", Interval::h1, 3, kNoon, {}, ""}).error().kind,
            ErrorKind::internal);
}

TEST(RequestBuild, PlansIntervals) {
  const Descriptor sample = sample_descriptor();
  const MarketRules& market = *sample.market(MarketType::spot);
  EXPECT_EQ(plan_interval(market, Interval::h1), (IntervalPlan{Interval::h1, 1}));
  EXPECT_EQ(plan_interval(market, Interval::h2), (IntervalPlan{Interval::h1, 2}));
  EXPECT_EQ(plan_interval(market, Interval::d1), std::nullopt);
}

TEST(RequestBuild, TheExchangesNewestCandles) {
  const RequestParams hour{"ID", Interval::h1, 300, kNoon + 1, {}, ""};
  const auto spot = MarketType::spot;
  const auto swap = MarketType::swap;
  EXPECT_EQ(url("binance", spot, "candles", hour),
            "https://api.binance.com/api/v3/klines?symbol=ID&interval=1h&limit=300");
  EXPECT_EQ(url("okx", swap, "candles", hour),
            "https://www.okx.com/api/v5/market/candles?instId=ID&bar=1H&limit=300");
  EXPECT_EQ(
      url("bybit", swap, "candles", hour),
      "https://api.bybit.com/v5/market/kline?category=linear&symbol=ID&interval=60&limit=300");
  EXPECT_EQ(url("kucoin", spot, "candles", hour),
            "https://api.kucoin.com/api/v1/market/"
            "candles?symbol=ID&type=1hour&startAt=1760230800&endAt=1761310800");
  EXPECT_EQ(url("kucoinfutures", swap, "candles", hour),
            "https://api-futures.kucoin.com/api/v1/kline/"
            "query?symbol=ID&granularity=60&from=1760230800000&to=1761310799999");
  EXPECT_EQ(url("gate", swap, "candles", hour),
            "https://api.gateio.ws/api/v4/futures/usdt/"
            "candlesticks?contract=ID&interval=1h&from=1760230800&to=1761307200");
  EXPECT_EQ(url("coinbase", spot, "candles", hour),
            "https://api.coinbase.com/api/v3/brokerage/market/products/ID/"
            "candles?start=1760230800&end=1761310799&granularity=ONE_HOUR");
  EXPECT_EQ(url("kraken", spot, "candles", hour),
            "https://api.kraken.com/0/public/OHLC?pair=ID&interval=60&since=1760230799");
  EXPECT_EQ(url("mexc", swap, "candles", hour),
            "https://api.mexc.com/api/v1/contract/kline/"
            "ID?interval=Min60&start=1760230800&end=1761307200");
  EXPECT_EQ(url("htx", spot, "candles", hour),
            "https://api.huobi.pro/market/history/kline?symbol=ID&period=60min&size=300");
}

TEST(RequestBuild, SaysWhichRoutesCanPageBack) {
  for (const char* const no : {"kraken", "htx"})
    for (const auto& [type, market] : builtin_registry().find(no)->markets)
      EXPECT_FALSE(can_page_back(*market.route("candles"))) << no;
  for (const char* const yes : {"binance", "okx", "bybit", "kucoin", "gate", "coinbase", "mexc"})
    for (const auto& [type, market] : builtin_registry().find(yes)->markets)
      EXPECT_TRUE(can_page_back(*market.route("candles"))) << yes;
}

}  // namespace
}  // namespace scand::lib::exchange
