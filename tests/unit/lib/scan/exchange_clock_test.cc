#include "lib/scan/exchange_clock.h"

#include <gtest/gtest.h>

namespace scand::lib {
namespace {

constexpr std::int64_t kDate = 1'795'413'914'000;
constexpr const char* kText = "Mon, 23 Nov 2026 06:05:14 GMT";

TEST(ParseHttpDate, ReadsWhatServersSend) {
  EXPECT_EQ(parse_http_date(kText), kDate);
  EXPECT_EQ(parse_http_date("yesterday-ish, perhaps"), std::nullopt);
  EXPECT_EQ(parse_http_date(""), std::nullopt);
}

TEST(ExchangeClock, TrustsOurClockAtFirst) {
  EXPECT_EQ(ExchangeClock().offset_ms(), 0);
}

TEST(ExchangeClock, LeavesAClockAloneThatMayBeRight) {
  ExchangeClock clock;
  clock.observe(kText, kDate + 500, kDate + 700);
  EXPECT_EQ(clock.offset_ms(), 0);
}

TEST(ExchangeClock, CorrectsByTheLeastThatFits) {
  ExchangeClock slow;  // ours is 30 s behind
  slow.observe(kText, kDate - 30'000, kDate - 29'900);
  EXPECT_EQ(slow.offset_ms(), 29'900);
  ExchangeClock fast;  // ours is 30 s ahead
  fast.observe(kText, kDate + 30'000, kDate + 30'100);
  EXPECT_EQ(fast.offset_ms(), 1000 - 30'000);
  EXPECT_EQ(fast.now_ms(kDate + 30'100), kDate + 1'100);
}

TEST(ExchangeClock, SeveralAnswersNarrowTheBounds) {
  ExchangeClock clock;
  clock.observe(kText, kDate - 5'000, kDate - 4'000);  // theirs - ours in [4000, 6000]
  clock.observe(kText, kDate - 4'600, kDate - 4'500);  // ... in [4500, 5600]
  EXPECT_EQ(clock.offset_ms(), 4'500);
}

TEST(ExchangeClock, AClockThatWasSetIsBelievedAnew) {
  ExchangeClock clock;
  clock.observe(kText, kDate - 60'000, kDate - 59'900);
  clock.observe(kText, kDate + 100, kDate + 200);
  EXPECT_EQ(clock.offset_ms(), 0);
}

TEST(ExchangeClock, NonsenseIsIgnored) {
  ExchangeClock clock;
  clock.observe("never", kDate, kDate);
  clock.observe(kText, kDate + 90'000, kDate + 80'000);
  EXPECT_EQ(clock.offset_ms(), 0);
}

}  // namespace
}  // namespace scand::lib
