#include "lib/exchange/feedback.h"

#include <gtest/gtest.h>

#include "recording.h"
#include "sample_descriptor.h"

namespace scand::lib::exchange {
namespace {

TEST(Feedback, ReadsTheBucketsOfTheRoute) {
  const Descriptor descriptor = sample_descriptor();
  const MarketRules& market = *descriptor.market(proto::MarketType::spot);
  const HeaderList headers{
      {"x-used", "40"}, {"x-left", "60"}, {"x-limit", "100"}, {"x-reset", "1761307205"}};
  Reply reply{200, &headers, "", base::from_unix_ms(1'761'307'200'000)};
  const auto said = feedback(descriptor, *market.route("tickers"), reply);
  ASSERT_EQ(said.size(), 1U);
  EXPECT_EQ(said[0].bucket, "weight");
  EXPECT_EQ(said[0].used, 40);
  EXPECT_EQ(said[0].remaining, 60);
  EXPECT_EQ(said[0].limit, 100);
  EXPECT_EQ(said[0].reset_in, std::chrono::seconds(5));
  EXPECT_TRUE(feedback(descriptor, *market.route("markets"), reply).empty())
      << "the headers are not about the bucket of this route";
}

TEST(Feedback, WhatCannotBeReadIsNotSaid) {
  const Descriptor descriptor = sample_descriptor();
  const Route& route = *descriptor.market(proto::MarketType::spot)->route("tickers");
  const HeaderList headers{{"x-used", "many"}, {"x-left", "-3"}, {"x-reset", "1761307205"}};
  EXPECT_TRUE(feedback(descriptor, route, {200, &headers, "", {}}).empty());
  EXPECT_TRUE(feedback(descriptor, route, {}).empty());
}

TEST(Feedback, OneHeaderMeansTheBucketOfTheHostThatSentIt) {
  const Descriptor& binance = *builtin_registry().find("binance");
  const HeaderList headers{{"x-mbx-used-weight-1m", "123"}};
  const Reply reply{200, &headers, "", {}};
  for (const auto& [type, bucket] : {std::pair{proto::MarketType::spot, "spot_weight"},
                                     {proto::MarketType::swap, "swap_weight"}}) {
    const auto said = feedback(binance, *binance.market(type)->route("candles"), reply);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0].bucket, bucket);
    EXPECT_EQ(said[0].used, 123);
  }
}

}  // namespace
}  // namespace scand::lib::exchange
