#include "lib/scan/empty_answers.h"

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

}  // namespace
}  // namespace scand::lib
