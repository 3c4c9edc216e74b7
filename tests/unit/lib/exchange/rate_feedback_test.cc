#include "lib/exchange/rate_feedback.h"

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

using std::chrono::milliseconds;
using std::chrono::seconds;
constexpr const char* kDate = "Fri, 24 Oct 2025 12:00:00 GMT";
constexpr std::int64_t kNoonMs = 1'761'307'200'000;

// `headers` lives until the end of the caller's statement.
Reply with(const HeaderList& headers) {
  return {429, &headers, "", {}};
}

TEST(Hold, RetryAfterInSecondsOrAsADate) {
  EXPECT_EQ(retry_after(with({{"retry-after", "27"}})), seconds(27));
  EXPECT_EQ(retry_after(with({{"retry-after", "1.5"}})), milliseconds(1500));
  EXPECT_EQ(retry_after(with({{"retry-after", "Fri, 24 Oct 2025 12:01:00 GMT"}, {"date", kDate}})),
            seconds(60));
  EXPECT_EQ(retry_after(with({{"retry-after", "Fri, 24 Oct 2025 12:01:00 GMT"}})), std::nullopt)
      << "a date is of no use without a clock";
  EXPECT_EQ(retry_after(with({{"retry-after", "soon"}})), std::nullopt);
  EXPECT_EQ(retry_after(Reply{}), std::nullopt);
}

TEST(Hold, IsNeverNegativeNorLongerThanAWeek) {
  EXPECT_EQ(retry_after(with({{"retry-after", "-5"}})), seconds(0));
  EXPECT_EQ(retry_after(with({{"retry-after", "1e30"}})), seconds(7 * 24 * 3600));
  EXPECT_EQ(retry_after(with({{"retry-after", "Fri, 24 Oct 2025 11:00:00 GMT"}, {"date", kDate}})),
            seconds(0));
}

TEST(Hold, ResetHeadersAsDurationOrTime) {
  Bucket bucket;
  EXPECT_EQ(reset_in(bucket, with({})), std::nullopt);
  bucket.reset_header = "reset";
  bucket.reset_unit = TimeUnit::milliseconds;
  EXPECT_EQ(reset_in(bucket, with({{"reset", "12500"}})), milliseconds(12500));
  bucket.reset_is_time = true;
  bucket.reset_unit = TimeUnit::seconds;
  Reply reply;
  const HeaderList headers{{"reset", "1761307207"}};
  reply.headers = &headers;
  EXPECT_EQ(reset_in(bucket, reply), std::nullopt);
  reply.now = base::from_unix_ms(kNoonMs);
  EXPECT_EQ(reset_in(bucket, reply), seconds(7));
}

TEST(Hold, TimesInTheText) {
  Reply reply;
  reply.now = base::from_unix_ms(kNoonMs);
  const TimeInText until{"Banned Until", TimeUnit::milliseconds, true};
  EXPECT_EQ(time_in_text(until, "IP banned until 1761307260000. Stop.", reply), seconds(60));
  EXPECT_EQ(time_in_text(until, "IP banned", reply), std::nullopt);
  EXPECT_EQ(time_in_text(until, "IP banned until", reply), std::nullopt);
  EXPECT_EQ(time_in_text(until, "IP banned until tomorrow", reply), std::nullopt);
  const TimeInText wait{"retry in", TimeUnit::seconds, false};
  EXPECT_EQ(time_in_text(wait, "please retry in: 30 s", reply), seconds(30));
}

}  // namespace
}  // namespace scand::lib::exchange
