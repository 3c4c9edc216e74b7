#include "proto/request/parse_request.h"

#include <gtest/gtest.h>
#include <string>

#include "proto/encoding/json_to_value.h"
#include "proto/encoding/json_writer.h"
#include "proto/encoding/msgpack_writer.h"
#include "proto/limits.h"
#include "tests/kit/proto/directory.h"
#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

RequestDefaults defaults() {
  RequestDefaults with;
  with.exchange = "alpha";
  return with;
}

base::Result<ScanRequest, Refusal> parse(Value::Map fields,
                                         const RequestDefaults& with = defaults()) {
  return parse_scan_request(Value(std::move(fields)), samples::directory(), with);
}

ScanRequest accepted(Value::Map fields, const RequestDefaults& with = defaults()) {
  auto parsed = parse(std::move(fields), with);
  EXPECT_TRUE(parsed.ok()) << (parsed.ok() ? "" : parsed.error().message);
  return parsed.ok() ? *parsed : ScanRequest();
}

Refusal refused(Value::Map fields, const RequestDefaults& with = defaults()) {
  auto parsed = parse(std::move(fields), with);
  EXPECT_FALSE(parsed.ok());
  return parsed.ok() ? Refusal() : parsed.error();
}

TEST(ParseRequest, AnEmptyRequestGetsAllDefaults) {
  const ScanRequest request = accepted({});
  ScanRequest expected;
  expected.exchanges = {{"alpha", "alpha"}};
  EXPECT_EQ(request, expected);
  EXPECT_EQ(request.min_strength, 50);
  EXPECT_EQ(request.limit, 1000U);
  EXPECT_EQ(request.deadline_seconds, 120);
  EXPECT_EQ(request.min_volume_usd, 100'000);
  EXPECT_TRUE(request.full_analysis);
  EXPECT_EQ(request.priority, Priority::normal);
}

TEST(ParseRequest, TheConfigurationSetsTheDefaults) {
  RequestDefaults with{"beta", 5, 30, 7, {"EUR"}, false};
  const ScanRequest request = accepted({}, with);
  EXPECT_EQ(request.exchanges[0].id, "beta");
  EXPECT_EQ(request.min_volume_usd, 5);
  EXPECT_EQ(request.deadline_seconds, 30);
  EXPECT_EQ(request.limit, 7U);
  EXPECT_EQ(request.quotes, std::vector<std::string>{"EUR"});
}

TEST(ParseRequest, EveryFieldAtOnceFromMsgpackAndFromJson) {
  const Value fields(Value::Map{{"v", 1},
                                {"type", "scan.submit"},
                                {"id", "c-1"},
                                {"exchange", Value::Array{"Alpha", "b"}},
                                {"parallel", true},
                                {"timeframe", "1H"},
                                {"signal", "buy"},
                                {"minStrength", 60.5},
                                {"fullAnalysis", false},
                                {"market", "swap"},
                                {"symbols", Value::Array{"BTC/USDT:USDT"}},
                                {"quote", "USDT"},
                                {"topN", 20},
                                {"minVolumeUsd", 1},
                                {"limit", 0},
                                {"deadlineSeconds", 3600},
                                {"requestId", "order-17"},
                                {"priority", "HIGH"},
                                {"colour", "red"},
                                {"a", Value()}});
  ScanRequest expected;
  expected.mode = ScanMode::parallel;
  expected.exchanges = {{"Alpha", "alpha"}, {"b", "beta"}};
  expected.timeframe = "1h";
  expected.signal = SignalFilter::buy;
  expected.min_strength = 60.5;
  expected.full_analysis = false;
  expected.market = MarketType::swap;
  expected.symbols = {"BTC/USDT:USDT"};
  expected.quotes = {"USDT"};
  expected.top_n.everywhere = 20;
  expected.min_volume_usd = 1;
  expected.limit = 0;
  expected.deadline_seconds = 3600;
  expected.request_id = "order-17";
  expected.priority = Priority::high;
  expected.ignored_fields = {"a", "colour"};
  const auto json = json_to_value(to_json(fields), kRequestLimits);
  ASSERT_TRUE(json.ok());
  for (const Value& read : {tree_of(to_msgpack(fields)), *json}) {
    const auto parsed = parse_scan_request(read, samples::directory(), defaults());
    ASSERT_TRUE(parsed.ok()) << parsed.error().message;
    EXPECT_EQ(*parsed, expected);
  }
}

TEST(ParseRequest, MinStrengthDefaultsToZeroForHold) {
  EXPECT_EQ(accepted({{"signal", "hold"}}).min_strength, 0);
  EXPECT_EQ(accepted({{"signal", "HOLD"}, {"minStrength", 30}}).min_strength, 30);
  EXPECT_EQ(accepted({{"signal", "SELL"}}).min_strength, 50);
  EXPECT_EQ(accepted({{"signal", "All"}}).signal, SignalFilter::all);
}

TEST(ParseRequest, BoundsAreAllowedAndBeyondThemIsRefused) {
  for (const auto& [field, low, high] :
       {std::tuple("minStrength", 0.0, 100.0), std::tuple("deadlineSeconds", 1.0, 3600.0),
        std::tuple("limit", 0.0, 100000.0)}) {
    EXPECT_TRUE(parse({{field, low}}).ok()) << field;
    EXPECT_TRUE(parse({{field, high}}).ok()) << field;
    EXPECT_EQ(refused({{field, low - 1}}).field, field);
    EXPECT_EQ(refused({{field, high + 1}}).field, field);
  }
  EXPECT_EQ(refused({{"limit", 1.5}}).field, "limit");
  EXPECT_EQ(accepted({{"deadlineSeconds", 1.5}}).deadline_seconds, 1.5);
}

TEST(ParseRequest, EachFieldOfAWrongTypeIsNamed) {
  const Value::Array wrong_for_all{Value::Map{{"x", Value::Array{}}}, Value()};
  for (const char* field : {"exchange", "parallel", "timeframe", "signal", "minStrength",
                            "fullAnalysis", "market", "symbols", "quote", "topN", "minVolumeUsd",
                            "limit", "deadlineSeconds", "requestId", "priority"}) {
    for (const Value& wrong : wrong_for_all) {
      const Refusal refusal = refused({{field, wrong}});
      EXPECT_EQ(refusal.field, field);
      EXPECT_EQ(refusal.code, RefusalCode::bad_request);
      EXPECT_NE(refusal.message.find("allowed: "), std::string::npos) << refusal.message;
    }
  }
}

TEST(ParseRequest, RequestIdsArePrintableAndOf1To128Bytes) {
  EXPECT_EQ(accepted({{"requestId", std::string(128, 'x')}}).request_id.size(), 128U);
  EXPECT_EQ(accepted({{"requestId", "k\u00e9y 1"}}).request_id, "k\u00e9y 1");
  for (const Value& wrong :
       {Value(""), Value(std::string(129, 'x')), Value("a\nb"), Value("\x7f"), Value(17)})
    EXPECT_EQ(refused({{"requestId", wrong}}).field, "requestId");
}

TEST(ParseRequest, UnknownFieldsAreListedInOrderAndBounded) {
  Value::Map many;
  for (int i = 0; i < 100; ++i)
    many.push_back({"x" + std::to_string(100 + i), 1});
  const ScanRequest request = accepted(many);
  EXPECT_EQ(request.ignored_fields.size(), kIgnoredFieldsMax);
  EXPECT_EQ(request.ignored_fields.front(), "x100");
}

TEST(ParseRequest, StrictRefusesUnknownFieldsWithASuggestion) {
  RequestDefaults strict = defaults();
  strict.strict = true;
  EXPECT_TRUE(parse({{"v", 1}, {"type", "scan.submit"}, {"id", 1}, {"limit", 5}}, strict).ok());
  const Refusal refusal = refused({{"minStrenght", 60}}, strict);
  EXPECT_EQ(refusal.field, "minStrenght");
  EXPECT_NE(refusal.message.find("did you mean 'minStrength'?"), std::string::npos)
      << refusal.message;
}

TEST(ParseRequest, AnythingButAMapIsRefused) {
  for (const Value& wrong : {Value(), Value(1), Value("scan"), Value(Value::Array{})})
    EXPECT_FALSE(parse_scan_request(wrong, samples::directory(), defaults()).ok());
}

}  // namespace
}  // namespace scand::proto
