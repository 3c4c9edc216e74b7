#include "proto/encoding/json_to_value.h"

#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proto/limits.h"

namespace scand::proto {
namespace {

std::string refused_json(std::string_view text, const ReadLimits& limits = kRequestLimits) {
  const auto result = json_to_value(text, limits);
  return result.ok() ? "accepted" : result.error().message;
}

TEST(JsonToValue, ReadsEveryKind) {
  const auto result = json_to_value(
      R"({"n": null, "t": true, "i": -3, "u": 18446744073709551615, "d": 0.1, "s": "a\u00e9",
          "a": [1, [], {}], "m": {"x": 1.0}})",
      kRequestLimits);
  ASSERT_TRUE(result.ok()) << result.error().message;
  EXPECT_EQ(*result, Value(Value::Map{{"n", Value()},
                                      {"t", true},
                                      {"i", -3},
                                      {"u", ~std::uint64_t{0}},
                                      {"d", 0.1},
                                      {"s", "a\u00e9"},
                                      {"a", Value::Array{1, Value::Array(), Value::Map()}},
                                      {"m", Value::Map{{"x", 1.0}}}}));
}

TEST(JsonToValue, DoublesAreReadExactly) {
  EXPECT_EQ(*json_to_value("0.1", kRequestLimits), Value(0.1));
  EXPECT_EQ(*json_to_value("9007199254740993.0", kRequestLimits), Value(9007199254740992.0));
  EXPECT_EQ(*json_to_value("2.2250738585072011e-308", kRequestLimits),
            Value(2.2250738585072011e-308));
  EXPECT_EQ(*json_to_value("1.7976931348623157e308", kRequestLimits),
            Value(1.7976931348623157e308));
}

TEST(JsonToValue, NumbersAtTheEndsOfTheirRanges) {
  for (const auto& [text, value] : std::vector<std::pair<const char*, Value>>{
           {"0", Value(std::uint64_t{0})},
           {"-0", Value(std::int64_t{0})},
           {"-9223372036854775808", Value(std::numeric_limits<std::int64_t>::min())},
           {"-9223372036854775809", Value(-9223372036854775808.0)},
           {"18446744073709551616", Value(18446744073709551616.0)},
           {"0e-040", Value(0.0)},
           {"0e-040000000000000000000000000140", Value(0.0)},
           {"0E+5", Value(0.0)},
           {"-0.0", Value(-0.0)},
           {"1e-400", Value(0.0)},
           {"5e-324", Value(5e-324)},
           {"1E2", Value(100.0)}})
    EXPECT_EQ(*json_to_value(text, kRequestLimits), value) << text;
  EXPECT_NE(refused_json("1e309"), "accepted");
  EXPECT_NE(refused_json("-1e309"), "accepted");
  EXPECT_NE(refused_json(std::string(400, '9')), "accepted");
}

TEST(JsonToValue, AnErrorSaysLineAndColumn) {
  EXPECT_EQ(refused_json("{\"a\": 1,\n  \"b\" 2}").substr(0, 19), "line 2, column 7: M");
  EXPECT_EQ(refused_json("[1, 2").substr(0, 16), "line 1, column 6");
  EXPECT_EQ(refused_json("{\"a\": 1,\n \"a\": 2}"),
            "line 2, column 8: the key \"a\" stands twice in a map");
}

TEST(JsonToValue, OneDocumentAndNothingElse) {
  EXPECT_NE(refused_json(""), "accepted");
  EXPECT_NE(refused_json("  "), "accepted");
  EXPECT_NE(refused_json("{} {}"), "accepted");
  EXPECT_NE(refused_json("{},"), "accepted");
  EXPECT_EQ(refused_json(" {} \n"), "accepted");
}

TEST(JsonToValue, NoExtensions) {
  for (const char* text : {"NaN", "Infinity", "-Infinity", "[1,]", "{\"a\":1,}", "{a:1}", "'a'",
                           "/* */1", "01", "+1", ".5", "1.", "1e999", "\"\t\"", "tru"})
    EXPECT_NE(refused_json(text), "accepted") << text;
}

TEST(JsonToValue, TextIsUtf8) {
  EXPECT_NE(refused_json("\"\xff\""), "accepted");
  EXPECT_NE(refused_json("\"\\ud800\""), "accepted");
  EXPECT_EQ(refused_json("\"\\ud83d\\ude00\""), "accepted");
}

TEST(JsonToValue, HasTheSameLimitsAsMsgpack) {
  EXPECT_EQ(refused_json(std::string(16, '[') + std::string(16, ']')), "accepted");
  EXPECT_EQ(refused_json(std::string(17, '[') + std::string(17, ']')),
            "line 1, column 17: containers nested deeper than 16");
  ReadLimits small = kRequestLimits;
  small.array_items = 2;
  EXPECT_EQ(refused_json("[1,2]", small), "accepted");
  EXPECT_EQ(refused_json("[1,2,3]", small), "line 1, column 6: an array of more than 2 items");
  small.bytes = 5;
  EXPECT_EQ(refused_json("[1,2] ", small), "a message of 6 bytes, where 5 are allowed");
  EXPECT_EQ(refused_json('"' + std::string(4096, 'x') + '"'), "accepted");
  EXPECT_NE(refused_json('"' + std::string(4097, 'x') + '"'), "accepted");
  EXPECT_NE(refused_json("{\"" + std::string(129, 'k') + "\":1}"), "accepted");
}

TEST(JsonToValue, DeeplyNestedInputDoesNotUseADeepStack) {
  EXPECT_NE(refused_json(std::string(200'000, '[')), "accepted");
  EXPECT_NE(refused_json(std::string(200'000, '{')), "accepted");
}

TEST(JsonToValue, WhatWasReadBeforeAFaultIsKept) {
  const auto result = json_to_value(R"({"id": "a", "b": nul)", kRequestLimits);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(*result.error().unfinished.find("id"), Value("a"));
}

}  // namespace
}  // namespace scand::proto
