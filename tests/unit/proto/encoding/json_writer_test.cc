#include "proto/encoding/json_writer.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <rapidcheck/gtest.h>
#include <string>

#include "proto/encoding/json_to_value.h"
#include "proto/encoding/value.h"
#include "proto/limits.h"

namespace scand::proto {
namespace {

std::string number(double value) {
  return to_json(Value(value));
}

TEST(JsonWriter, NumbersAreShortExactAndKeepAFraction) {
  EXPECT_EQ(number(60), "60.0");
  EXPECT_EQ(number(0.1), "0.1");
  EXPECT_EQ(number(-0.0), "-0.0");
  EXPECT_EQ(number(1830000000), "1830000000.0");
  EXPECT_EQ(number(0.0000123), "0.0000123");
  EXPECT_EQ(number(1e-9), "1e-09");
  EXPECT_EQ(number(1e300), "1e+300");
  EXPECT_EQ(to_json(Value(60)), "60");
  EXPECT_EQ(to_json(Value(~std::uint64_t{0})), "18446744073709551615");
  EXPECT_EQ(to_json(Value(std::numeric_limits<std::int64_t>::min())), "-9223372036854775808");
}

TEST(JsonWriter, NonFiniteNumbersBecomeNull) {
  EXPECT_EQ(number(std::nan("")), "null");
  EXPECT_EQ(number(-std::numeric_limits<double>::infinity()), "null");
}

TEST(JsonWriter, StringsAreEscapedWhereTheyMustBe) {
  EXPECT_EQ(to_json(Value(std::string("a\"\\\n\t\0\x7F", 7) + "\u00e9")),
            "\"a\\\"\\\\\\n\\u0009\\u0000\x7F\u00e9\"");
}

TEST(JsonWriter, ContainersCloseByThemselves) {
  const Value value(Value::Map{{"a", Value::Array{1, Value::Array(), Value::Map()}},
                               {"b", Value::Map{{"c", Value()}}},
                               {"d", true}});
  EXPECT_EQ(to_json(value), R"({"a":[1,[],{}],"b":{"c":null},"d":true})");
  EXPECT_EQ(to_json(value, 2),
            "{\n  \"a\": [\n    1,\n    [],\n    {}\n  ],\n  \"b\": {\n    \"c\": null\n  },\n"
            "  \"d\": true\n}");
}

TEST(JsonWriter, EncodedValuesAreAppendedUnchanged) {
  JsonWriter writer;
  writer.begin_array(3);
  writer.integer(1);
  writer.encoded("{\"x\":1}");
  writer.integer(2);
  EXPECT_EQ(writer.take(), R"([1,{"x":1},2])");
}

TEST(JsonWriter, AnInvalidByteDoesNotMakeAMessageUnreadable) {
  EXPECT_EQ(to_json(Value("ab\xff")), to_json(Value("ab?")));
}

RC_GTEST_PROP(JsonWriterProperty, EveryDoubleComesBackTheSame, (std::uint64_t bits)) {
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  RC_PRE(std::isfinite(value));
  const auto back = json_to_value(number(value), kRequestLimits);
  RC_ASSERT(back.ok());
  RC_ASSERT(back->kind() == Value::Kind::number);
  const double returned = *back->number();
  RC_ASSERT(std::memcmp(&returned, &value, sizeof value) == 0);
}

}  // namespace
}  // namespace scand::proto
