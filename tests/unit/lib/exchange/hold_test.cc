#include "lib/exchange/hold.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

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
