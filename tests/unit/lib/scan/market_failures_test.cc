#include "lib/scan/market_failures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scand::lib {
namespace {

using ::testing::HasSubstr;

const Failure kUnreadable{ErrorKind::bad_response, "not JSON"};

TEST(MarketFailures, OneThatConcernsTheExchangeIsTheExchanges) {
  for (const auto kind : {ErrorKind::banned, ErrorKind::blocked, ErrorKind::geo_blocked,
                          ErrorKind::maintenance, ErrorKind::tls}) {
    MarketFailures failures;
    const auto status = failures.add({kind, "no"});
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().kind, kind);
    EXPECT_EQ(status.error().message, "no");
  }
}

TEST(MarketFailures, TenInARowEndItAndAnAnswerBreaksTheRow) {
  MarketFailures failures;
  for (int i = 0; i < 9; ++i)
    EXPECT_TRUE(failures.add(kUnreadable).ok());
  failures.answered();
  for (int i = 0; i < 9; ++i)
    EXPECT_TRUE(failures.add(kUnreadable).ok());
  const auto status = failures.add(kUnreadable);
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().message, HasSubstr("10 markets in a row failed, the last with: not"));
}

TEST(MarketFailures, UnknownSymbolsAreNoRowButCount) {
  MarketFailures failures;
  for (int i = 0; i < 20; ++i)
    EXPECT_TRUE(failures.add({ErrorKind::bad_symbol, "unknown"}).ok());
  EXPECT_TRUE(failures.verdict(40).ok());
  ASSERT_FALSE(failures.verdict(39).ok());
}

TEST(MarketFailures, TheVerdictIsTheMostFrequentKind) {
  MarketFailures failures;
  EXPECT_TRUE(failures.verdict(0).ok());
  (void)failures.add({ErrorKind::timeout, "late"});
  (void)failures.add(kUnreadable);
  (void)failures.add({ErrorKind::bad_response, "not JSON either"});
  const auto status = failures.verdict(5);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().kind, ErrorKind::bad_response);
  EXPECT_EQ(status.error().message, "3 of 5 markets failed, 2 of them like this: not JSON either");
}

}  // namespace
}  // namespace scand::lib
