#include "lib/exchange/decode_body.h"

#include <gtest/gtest.h>

#include "recording.h"

namespace scand::lib::exchange {
namespace {

using proto::MarketType;

TEST(DecodeBody, DecodesByKindMarketAndRoute) {
  const Descriptor& okx = *builtin_registry().find("okx");
  const std::string candles =
      R"({"code":"0","msg":"","data":[["1761307200000","1","2","0.5","1.5","30","3","4","1"]]})";
  const Reply reply{200, nullptr, candles, {}};
  const auto spot = decode_body(okx, {RouteKind::candles, MarketType::spot, "", reply, {}});
  ASSERT_TRUE(spot.ok());
  EXPECT_EQ(std::get<CandlesPage>(*spot).candles.volume[0], 30);
  const auto swap = decode_body(okx, {RouteKind::candles, MarketType::swap, "", reply, {}});
  EXPECT_EQ(std::get<CandlesPage>(*swap).candles.volume[0], 3);
  const auto extra =
      decode_body(okx, {RouteKind::candles, MarketType::spot, "history_candles", reply, {}});
  EXPECT_TRUE(extra.ok());
  const std::string none = R"({"code":"0","msg":"","data":[]})";
  EXPECT_TRUE(std::holds_alternative<TickersPage>(
      *decode_body(okx, {RouteKind::tickers, MarketType::spot, "", {200, nullptr, none, {}}, {}})));
  EXPECT_TRUE(std::holds_alternative<MarketsPage>(
      *decode_body(okx, {RouteKind::markets, MarketType::spot, "", {200, nullptr, none, {}}, {}})));
}

TEST(DecodeBody, WhatTheDescriptorLacksIsNamed) {
  const Descriptor& kraken = *builtin_registry().find("kraken");
  const auto no_market = decode_body(kraken, {RouteKind::candles, MarketType::swap, "", {}, {}});
  ASSERT_FALSE(no_market.ok());
  EXPECT_EQ(no_market.error().message,
            "Kraken has no candles route \"candles\" for swap; see its descriptor");
  EXPECT_FALSE(decode_body(kraken, {RouteKind::candles, MarketType::spot, "none", {}, {}}).ok());
  EXPECT_FALSE(decode_body(kraken, {RouteKind::candles, MarketType::spot, "tickers", {}, {}}).ok())
      << "a route of another kind";
}

TEST(DecodeBody, ErrorsComeWithTheirHold) {
  const Descriptor& bybit = *builtin_registry().find("bybit");
  const auto banned =
      decode_body(bybit, {RouteKind::tickers, MarketType::spot, "", {403, nullptr, "", {}}, {}});
  EXPECT_EQ(banned.error().kind, proto::ErrorKind::banned);
  EXPECT_EQ(banned.error().hold, std::chrono::minutes(10));
}

TEST(DecodeBody, NamesRoundTrip) {
  for (const RouteKind kind : {RouteKind::markets, RouteKind::tickers, RouteKind::candles})
    EXPECT_EQ(parse_route_kind(name(kind)), kind);
  EXPECT_EQ(parse_route_kind("trades"), std::nullopt);
  EXPECT_EQ(name(VolumeUnit::contracts), "contracts");
}

}  // namespace
}  // namespace scand::lib::exchange
