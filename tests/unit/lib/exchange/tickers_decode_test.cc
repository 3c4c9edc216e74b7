#include "lib/exchange/tickers_decode.h"

#include <gtest/gtest.h>

#include "sample_descriptor.h"

#include "lib/exchange/body_reader.h"

namespace scand::lib::exchange {
namespace {

VenueResult<TickersPage> decode(const std::string& body, bool single = false) {
  const Descriptor descriptor = sample_descriptor();
  Route route = *descriptor.market(proto::MarketType::spot)->route("tickers");
  if (single) {
    route.layout = Layout::rows;
    route.tickers.id = {{.at = parse_path("id"), .factor_at = {}}};
  }
  BodyReader reader;
  return decode_tickers(reader, descriptor, route, {200, nullptr, body, {}});
}

TEST(TickersDecode, ReadsAMapByItsKeys) {
  const auto page = decode(
      R"({"ts":1761307200000,"data":{"AB":{"last":"2","change":0.5,"volumes":[1,"10"],"turnover":21},
          "CD":{"last":4,"open":"5","volumes":[1,3]}}})");
  ASSERT_TRUE(page.ok());
  const Ticker first{"AB", 2, 50, 10, 21, 1'761'307'200'000};
  const Ticker second{"CD", 4, -20, 3, 12, 1'761'307'200'000};
  EXPECT_EQ(page->tickers, (std::vector<Ticker>{first, second}))
      << "the change follows from the open, the turnover from volume and price";
}

TEST(TickersDecode, WhatCannotBeReadIsUnset) {
  const auto page = decode(R"({"data":{"AB":{"last":"","change":"nan","volumes":null,"open":0}}})");
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->tickers[0], (Ticker{"AB", {}, {}, {}, {}, {}}));
  EXPECT_EQ(decode(R"({"data":{"AB":{"last":5,"open":0}}})")->tickers[0].change_percent,
            std::nullopt)
      << "no change from nothing";
}

TEST(TickersDecode, AnObjectAloneIsOneRow) {
  const auto page = decode(R"({"data":{"id":"AB","last":1}})", true);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->tickers.size(), 1U);
}

TEST(TickersDecode, RowsWithoutAnIdAreCountedUpToHalf) {
  const auto page = decode(R"({"data":[{"id":"AB"},{"id":""}]})", true);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->rejected, 1U);
  EXPECT_EQ(decode(R"({"data":[{"id":"AB"},{},{"id":null}]})", true).error().kind,
            proto::ErrorKind::bad_response);
}

TEST(TickersDecode, ErrorsAreReported) {
  EXPECT_EQ(decode(R"({"code":"8","msg":"slow"})").error().kind, proto::ErrorKind::rate_limited);
  EXPECT_EQ(decode(R"({"code":"0"})").error().kind, proto::ErrorKind::bad_response);
}

}  // namespace
}  // namespace scand::lib::exchange
