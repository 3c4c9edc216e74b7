#include "lib/scan/failure_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scand::lib {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

ChosenMarket traded(double volume) {
  ChosenMarket chosen;
  chosen.ticker.quote_volume = volume;
  return chosen;
}

std::vector<exchange::CandlesPage> pages(std::vector<int> rows) {
  std::vector<exchange::CandlesPage> all(rows.size());
  for (std::size_t page = 0; page < rows.size(); ++page)
    for (int row = 0; row < rows[page]; ++row)
      all[page].candles.push_back(row, 1, 1, 1, 1, 1);
  return all;
}

TEST(EmptyAnswers, NamesTheListAndWhatToDo) {
  const auto markets = expect_lists({}, {Ticker{}}, "okx", proto::MarketType::swap);
  ASSERT_FALSE(markets.ok());
  EXPECT_EQ(markets.error().kind, ErrorKind::bad_response);
  EXPECT_THAT(markets.error().message, StartsWith("markets: okx's list for swap is empty; "));
  EXPECT_THAT(markets.error().message, HasSubstr("scan again"));

  const auto tickers = expect_lists({Market{}}, {}, "okx", proto::MarketType::spot);
  ASSERT_FALSE(tickers.ok());
  EXPECT_EQ(tickers.error().kind, ErrorKind::bad_response);
  EXPECT_THAT(tickers.error().message, StartsWith("tickers: okx's list for spot is empty; "));

  EXPECT_TRUE(expect_lists({Market{}}, {Ticker{}}, "okx", proto::MarketType::spot).ok());
}

TEST(EmptyAnswers, OneCandleAnywhereIsEnough) {
  CandleCensus census;
  census.count(traded(5), pages({0, 0}));
  EXPECT_FALSE(census.verdict("okx", proto::Interval::h1).ok());
  census.count(traded(5), pages({0, 1}));
  census.count(traded(5), pages({0}));
  EXPECT_TRUE(census.verdict("okx", proto::Interval::h1).ok());
}

TEST(EmptyAnswers, NoCandleOfTradedMarketsIsAFailure) {
  CandleCensus census;
  EXPECT_TRUE(census.verdict("okx", proto::Interval::h1).ok()) << "nothing was asked for";
  for (int i = 0; i < 3; ++i)
    census.count(traded(i), pages({0}));
  const auto verdict = census.verdict("okx", proto::Interval::h1);
  ASSERT_FALSE(verdict.ok());
  EXPECT_EQ(verdict.error().kind, ErrorKind::bad_response);
  EXPECT_THAT(verdict.error().message,
              StartsWith("candles: okx's lists of 1h candles are empty for all 3 markets"));
}

TEST(EmptyAnswers, AMarketThatNobodyTradesMayHaveNone) {
  CandleCensus census;
  census.count(traded(0), pages({0}));
  census.count(ChosenMarket{}, pages({0}));
  EXPECT_TRUE(census.verdict("okx", proto::Interval::h1).ok());
}

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
