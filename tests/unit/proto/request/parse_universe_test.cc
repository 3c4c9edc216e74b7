#include "proto/request/parse_universe.h"

#include <gtest/gtest.h>

#include "proto/limits.h"
#include "tests/kit/proto/directory.h"
#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

struct ParsedUniverse {
  ScanRequest request;
  Refusal refusal;
  bool ok = false;
};

ParsedUniverse parsed_universe(Value::Map fields, std::vector<std::string> exchanges = {"alpha"},
                               MarketType market = MarketType::spot) {
  const Value map(std::move(fields));
  RequestFields reader(map);
  ParsedUniverse parsed;
  parsed.request.market = market;
  for (const std::string& id : exchanges)
    parsed.request.exchanges.push_back({id, id});
  parse_universe(reader, samples::directory(), parsed.request);
  parsed.ok = reader.ok();
  if (!parsed.ok) parsed.refusal = reader.refusal();
  return parsed;
}

using Names = std::vector<std::string>;

TEST(ParseUniverse, SymbolsAreUpperCasedAndDeduplicated) {
  const ParsedUniverse parsed =
      parsed_universe({{"symbols", Value::Array{"btc/usdt", "ETH/BTC", "BTC/USDT"}}});
  EXPECT_EQ(parsed.request.symbols, (Names{"BTC/USDT", "ETH/BTC"}));
}

TEST(ParseUniverse, SymbolsHaveToFitTheMarketType) {
  const Value::Map spot{{"symbols", Value::Array{"BTC/USDT"}}};
  const Value::Map swap{{"symbols", Value::Array{"BTC/USDT:USDT"}}};
  EXPECT_TRUE(parsed_universe(spot).ok);
  EXPECT_TRUE(parsed_universe(swap, {"alpha"}, MarketType::swap).ok);
  EXPECT_TRUE(parsed_universe(swap, {"deltafutures"}).ok);
  EXPECT_TRUE(parsed_universe(spot, {"alpha", "deltafutures"}).ok);
  EXPECT_TRUE(parsed_universe(swap, {"alpha", "deltafutures"}).ok);
  EXPECT_EQ(parsed_universe(swap).refusal.message,
            "symbols: \"BTC/USDT:USDT\" was given; allowed: BASE/QUOTE, like BTC/USDT (market is "
            "spot)");
  EXPECT_EQ(parsed_universe(spot, {"deltafutures"}).refusal.message,
            "symbols: \"BTC/USDT\" was given; allowed: BASE/QUOTE:SETTLE, like BTC/USDT:USDT "
            "(market is swap)");
}

TEST(ParseUniverse, MalformedSymbolsAreRefused) {
  for (const char* symbol : {"", "BTC", "BTC-USDT", "BTC/", "/USDT", "BTC/USDT:", "BTC/US/DT",
                             "BTC/USDT:USDT:X", "BT C/USDT", "BTC/USDT\n", "B\"/USDT"}) {
    const ParsedUniverse parsed = parsed_universe({{"symbols", Value::Array{symbol}}});
    EXPECT_FALSE(parsed.ok) << symbol;
    EXPECT_EQ(parsed.refusal.field, "symbols");
  }
  for (const Value& wrong : {Value("BTC/USDT"), Value(Value::Array{}), Value(Value::Array{1}),
                             Value(1), Value(), Value(Value::Map())})
    EXPECT_EQ(parsed_universe({{"symbols", wrong}}).refusal.field, "symbols");
}

TEST(ParseUniverse, SymbolLimitsAndOneOver) {
  EXPECT_TRUE(parsed_universe({{"symbols", Value::Array(kSymbolsMax, Value("A/B"))}}).ok);
  EXPECT_FALSE(parsed_universe({{"symbols", Value::Array(kSymbolsMax + 1, Value("A/B"))}}).ok);
  const std::string longest(kSymbolPartBytesMax, 'A');
  EXPECT_TRUE(parsed_universe({{"symbols", Value::Array{longest + "/" + longest}}}).ok);
  EXPECT_FALSE(parsed_universe({{"symbols", Value::Array{longest + "A/B"}}}).ok);
}

TEST(ParseUniverse, QuotesAreOneOrSeveral) {
  EXPECT_EQ(parsed_universe({}).request.quotes, (Names{"USDT", "USDC", "USD"}));
  EXPECT_EQ(parsed_universe({{"quote", "eur"}}).request.quotes, Names{"EUR"});
  EXPECT_EQ(parsed_universe({{"quote", Value::Array{"usdt", "BTC", "USDT"}}}).request.quotes,
            (Names{"USDT", "BTC"}));
  EXPECT_TRUE(parsed_universe({{"quote", Value::Array(16, Value("X"))}}).ok);
  for (const Value& wrong :
       {Value(""), Value("US D"), Value(1), Value(Value::Array{}), Value(Value::Array{1}),
        Value(Value::Array(17, Value("X"))), Value(std::string(33, 'X')), Value()})
    EXPECT_EQ(parsed_universe({{"quote", wrong}}).refusal.field, "quote");
}

TEST(ParseUniverse, TopNIsANumberOrAMapByExchangeNameOrAlias) {
  EXPECT_EQ(parsed_universe({}).request.top_n, TopN{});
  EXPECT_EQ(parsed_universe({{"topN", 0}}).request.top_n.everywhere, 0U);
  EXPECT_EQ(parsed_universe({{"topN", 10000.0}}).request.top_n.everywhere, 10000U);
  const ParsedUniverse parsed =
      parsed_universe({{"topN", Value::Map{{"BetaIO", 40}, {"alpha", 0}}}});
  EXPECT_EQ(parsed.request.top_n.everywhere, std::nullopt);
  EXPECT_EQ(parsed.request.top_n.by_exchange,
            (std::map<std::string, std::uint32_t>{{"alpha", 0}, {"beta", 40}}));
}

TEST(ParseUniverse, WrongTopNIsRefused) {
  for (const Value& wrong : {Value(10001), Value(-1), Value(1.5), Value("150"),
                             Value(Value::Array{}), Value(true), Value()})
    EXPECT_EQ(parsed_universe({{"topN", wrong}}).refusal.field, "topN");
  EXPECT_NE(parsed_universe({{"topN", Value::Map{{"gama", 1}}}})
                .refusal.message.find("did you mean 'gamma'?"),
            std::string::npos);
  EXPECT_EQ(parsed_universe({{"topN", Value::Map{{"beta", "many"}}}}).refusal.message,
            "topN.beta: \"many\" was given; allowed: a whole number from 0 (all) to 10000");
  EXPECT_EQ(parsed_universe({{"topN", Value::Map{{"beta", 1}, {"b", 2}}}}).refusal.message,
            "topN: \"b\" was given; allowed: each exchange once; beta is there already");
}

TEST(ParseUniverse, MinVolumeUsdIsBounded) {
  EXPECT_EQ(parsed_universe({{"minVolumeUsd", 0}}).request.min_volume_usd, 0);
  EXPECT_EQ(parsed_universe({{"minVolumeUsd", 2.5e5}}).request.min_volume_usd, 2.5e5);
  for (const Value& wrong : {Value(-1), Value(2e15), Value("1"), Value()})
    EXPECT_EQ(parsed_universe({{"minVolumeUsd", wrong}}).refusal.field, "minVolumeUsd");
}

}  // namespace
}  // namespace scand::proto
