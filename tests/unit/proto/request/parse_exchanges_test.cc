#include "proto/request/parse_exchanges.h"

#include <gtest/gtest.h>

#include "tests/kit/proto/directory.h"
#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

struct ParsedExchanges {
  ScanRequest request;
  Refusal refusal;
  bool ok = false;
};

ParsedExchanges parsed_exchanges(Value::Map fields, const std::string& fallback = "alpha") {
  const Value map(std::move(fields));
  RequestFields reader(map);
  ParsedExchanges parsed;
  parse_exchanges(reader, samples::directory(), fallback, parsed.request);
  parsed.ok = reader.ok();
  if (!parsed.ok) parsed.refusal = reader.refusal();
  return parsed;
}

std::vector<std::string> ids(const ParsedExchanges& parsed) {
  EXPECT_TRUE(parsed.ok) << parsed.refusal.message;
  std::vector<std::string> found;
  for (const NamedExchange& exchange : parsed.request.exchanges)
    found.push_back(exchange.id);
  return found;
}

using Names = std::vector<std::string>;

TEST(ParseExchanges, AStringMeansSingleModeAnArrayParallelMode) {
  ParsedExchanges parsed = parsed_exchanges({{"exchange", "beta"}});
  EXPECT_EQ(ids(parsed), Names{"beta"});
  EXPECT_EQ(parsed.request.mode, ScanMode::single);
  parsed = parsed_exchanges({{"exchange", Value::Array{"beta"}}});
  EXPECT_EQ(ids(parsed), Names{"beta"});
  EXPECT_EQ(parsed.request.mode, ScanMode::parallel);
  EXPECT_EQ(parsed_exchanges({{"exchange", "beta"}, {"parallel", true}}).request.mode,
            ScanMode::parallel);
  EXPECT_EQ(parsed_exchanges({{"exchange", "beta"}, {"parallel", false}}).request.mode,
            ScanMode::single);
  EXPECT_EQ(
      parsed_exchanges({{"exchange", Value::Array{"beta"}}, {"parallel", false}}).request.mode,
      ScanMode::parallel);
}

TEST(ParseExchanges, WithoutANameTheDefaultExchangeIsScanned) {
  const ParsedExchanges parsed = parsed_exchanges({});
  EXPECT_EQ(ids(parsed), Names{"alpha"});
  EXPECT_EQ(parsed.request.mode, ScanMode::single);
  EXPECT_EQ(parsed.request.interval, Interval::h1);
  EXPECT_EQ(parsed.request.timeframe, "medium");
  EXPECT_EQ(
      parsed_exchanges({}, "").refusal.message,
      "exchange: is missing; allowed: alpha, beta, gamma or deltafutures; or all, or fastest:N");
}

TEST(ParseExchanges, FastestListsTheCandidatesToChooseFrom) {
  const ParsedExchanges parsed = parsed_exchanges({{"exchange", "Fastest:2"}, {"timeframe", "1d"}});
  EXPECT_EQ(ids(parsed), ids(parsed_exchanges({{"exchange", "all"}, {"timeframe", "1d"}})));
  EXPECT_EQ(parsed.request.mode, ScanMode::parallel);
  EXPECT_EQ(parsed.request.fastest, 2U);
  EXPECT_EQ(parsed.request.exchange_rule, "Fastest:2") << "echoed as it was spelled";
  EXPECT_EQ(parsed_exchanges({{"exchange", "all"}}).request.fastest, std::nullopt);
  for (const char* bad : {"fastest", "fastest:", "fastest:0", "fastest:-1", "fastest:2.5",
                          "fastest:x", "fastest: 3", "fastest:99999999999"}) {
    const ParsedExchanges refused = parsed_exchanges({{"exchange", bad}});
    EXPECT_FALSE(refused.ok) << bad;
    EXPECT_EQ(refused.refusal.field, "exchange") << bad;
    EXPECT_EQ(refused.refusal.code, RefusalCode::bad_request) << bad;
  }
}

TEST(ParseExchanges, NamesInAnyCaseAreEchoedAndDeduplicated) {
  const ParsedExchanges parsed =
      parsed_exchanges({{"exchange", Value::Array{"ALPHA", "BetaIO", "beta", "alpha"}}});
  EXPECT_EQ(parsed.request.exchanges,
            (std::vector<NamedExchange>{{"ALPHA", "alpha"}, {"BetaIO", "beta"}}));
}

TEST(ParseExchanges, AllMeansEveryExchangeWithTheMarketAndInterval) {
  EXPECT_EQ(ids(parsed_exchanges({{"exchange", "ALL"}})), (Names{"alpha", "beta", "gamma"}));
  EXPECT_EQ(ids(parsed_exchanges({{"exchange", "all"}, {"timeframe", "4h"}})), Names{"gamma"});
  const ParsedExchanges swaps =
      parsed_exchanges({{"exchange", "all"}, {"market", "swap"}, {"timeframe", "1m"}});
  EXPECT_EQ(ids(swaps), (Names{"alpha", "deltafutures"}));
  EXPECT_EQ(swaps.request.mode, ScanMode::parallel);
  const ParsedExchanges none = parsed_exchanges({{"exchange", "all"}, {"timeframe", "2h"}});
  EXPECT_EQ(none.refusal.code, RefusalCode::unsupported_timeframe);
  EXPECT_EQ(none.refusal.message, "timeframe: 2h was given; no exchange has it for spot markets");
}

TEST(ParseExchanges, UnknownNamesAreRefusedWithASuggestion) {
  const std::string all = "alpha, beta, gamma or deltafutures";
  EXPECT_EQ(parsed_exchanges({{"exchange", "alhpa"}}).refusal.message,
            "exchange: \"alhpa\" was given; allowed: " + all +
                "; or all, or fastest:N; did you mean 'alpha'?");
  EXPECT_EQ(parsed_exchanges({{"exchange", "alll"}}).refusal.message,
            "exchange: \"alll\" was given; allowed: " + all +
                "; or all, or fastest:N; did you mean 'all'?");
  EXPECT_EQ(parsed_exchanges({{"exchange", Value::Array{"alpha", "nowhere"}}}).refusal.message,
            "exchange: \"nowhere\" was given; allowed: " + all);
  EXPECT_EQ(parsed_exchanges({{"exchange", Value::Array{}}}).refusal.message,
            "exchange: an array of 0 was given; allowed: an array of 1 to 64 exchange names");
  EXPECT_EQ(parsed_exchanges({{"exchange", Value::Array(65, Value("alpha"))}}).refusal.field,
            "exchange");
  EXPECT_TRUE(parsed_exchanges({{"exchange", Value::Array(64, Value("alpha"))}}).ok);
  for (const Value& wrong :
       {Value(7), Value(true), Value(Value::Map()), Value(), Value(Value::Array{1}), Value(""),
        Value(Value::Array{"all"}), Value(std::string(65, 'a'))}) {
    const ParsedExchanges parsed = parsed_exchanges({{"exchange", wrong}});
    EXPECT_FALSE(parsed.ok);
    EXPECT_EQ(parsed.refusal.field, "exchange") << parsed.refusal.message;
    EXPECT_EQ(parsed.refusal.code, RefusalCode::bad_request);
  }
}

TEST(ParseExchanges, TimeframesArePresetsOrIntervalsInAnyCase) {
  ParsedExchanges parsed = parsed_exchanges({{"timeframe", "DAILY"}});
  EXPECT_EQ(parsed.request.interval, Interval::d1);
  EXPECT_EQ(parsed.request.timeframe, "daily");
  EXPECT_EQ(parsed_exchanges({{"timeframe", "1M"}}).request.interval, Interval::m1);
  parsed = parsed_exchanges({{"timeframe", "meduim"}});
  EXPECT_EQ(parsed.refusal.code, RefusalCode::bad_request);
  EXPECT_NE(parsed.refusal.message.find("did you mean 'medium'?"), std::string::npos);
  EXPECT_EQ(parsed_exchanges({{"timeframe", 60}}).refusal.field, "timeframe");
}

TEST(ParseExchanges, OneExchangeWithTheIntervalIsEnough) {
  EXPECT_TRUE(
      parsed_exchanges({{"exchange", Value::Array{"alpha", "gamma"}}, {"timeframe", "4h"}}).ok);
  const ParsedExchanges parsed =
      parsed_exchanges({{"exchange", Value::Array{"alpha", "BETA"}}, {"timeframe", "4h"}});
  EXPECT_EQ(parsed.refusal.code, RefusalCode::unsupported_timeframe);
  EXPECT_EQ(parsed.refusal.field, "timeframe");
  EXPECT_EQ(parsed.refusal.message,
            "timeframe: \"4h\" was given; alpha or BETA has no 4h candles; allowed: 1m, 5m, 1h, 1d "
            "or 1w");
}

TEST(ParseExchanges, AFuturesOnlyExchangeIsAlwaysSwapAndASpotOnlyOneNever) {
  EXPECT_TRUE(parsed_exchanges({{"exchange", "deltafutures"}, {"market", "SWAP"}}).ok);
  EXPECT_TRUE(parsed_exchanges({{"exchange", Value::Array{"alpha", "deltafutures"}}}).ok);
  EXPECT_TRUE(parsed_exchanges({{"exchange", "deltafutures"}, {"timeframe", "1m"}}).ok);
  const ParsedExchanges parsed =
      parsed_exchanges({{"exchange", Value::Array{"alpha", "Gamma"}}, {"market", "swap"}});
  EXPECT_EQ(parsed.refusal.field, "market");
  EXPECT_EQ(parsed.refusal.message,
            "market: \"swap\" was given; Gamma has no swap markets; allowed with it: spot");
  // The swap market's intervals count, not the spot market's.
  EXPECT_EQ(parsed_exchanges({{"exchange", "beta"}, {"market", "swap"}, {"timeframe", "1m"}})
                .refusal.code,
            RefusalCode::unsupported_timeframe);
  EXPECT_EQ(parsed_exchanges({{"market", "margin"}}).refusal.message,
            "market: \"margin\" was given; allowed: spot or swap");
}

}  // namespace
}  // namespace scand::proto
