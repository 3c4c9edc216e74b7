#include "proto/encoding/value_builder.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <string>

namespace scand::proto {
namespace {

constexpr ReadLimits kSmall{1000, 2, 3, 2, 8, 4, 10};

TEST(ValueBuilder, BuildsWhatTheEventsDescribe) {
  ValueBuilder builder(kSmall);
  EXPECT_TRUE(builder.begin_map(2) && builder.key("a") && builder.begin_array(2) &&
              builder.integer(-1) && builder.number(0.5) && builder.end() && builder.key("b") &&
              builder.string("text") && builder.end());
  EXPECT_EQ(builder.take(), Value(Value::Map{{"a", Value::Array{-1, 0.5}}, {"b", "text"}}));
}

TEST(ValueBuilder, DepthAtTheLimitAndOneOver) {
  ValueBuilder builder(kSmall);
  EXPECT_TRUE(builder.begin_array(1) && builder.begin_array(1));
  EXPECT_FALSE(builder.begin_array(1));
  EXPECT_EQ(builder.error(), "containers nested deeper than 2");
}

TEST(ValueBuilder, ArrayItemsAtTheLimitAndOneOver) {
  ValueBuilder builder(kSmall);
  EXPECT_TRUE(builder.begin_array(0) && builder.null() && builder.null() && builder.null());
  EXPECT_FALSE(builder.null());
  EXPECT_EQ(builder.error(), "an array of more than 3 items");
  ValueBuilder announced(kSmall);
  EXPECT_FALSE(announced.begin_array(4));
  EXPECT_EQ(announced.error(), "an array of 4 items, where 3 are allowed");
}

TEST(ValueBuilder, MapEntriesAtTheLimitAndOneOver) {
  ValueBuilder builder(kSmall);
  EXPECT_TRUE(builder.begin_map(0) && builder.key("a") && builder.null() && builder.key("b") &&
              builder.null());
  EXPECT_FALSE(builder.key("c"));
  EXPECT_EQ(builder.error(), "a map of more than 2 entries");
  ValueBuilder announced(kSmall);
  EXPECT_FALSE(announced.begin_map(3));
}

TEST(ValueBuilder, StringAndKeyBytesAtTheLimitAndOneOver) {
  EXPECT_TRUE(ValueBuilder(kSmall).string("12345678"));
  EXPECT_FALSE(ValueBuilder(kSmall).string("123456789"));
  ValueBuilder builder(kSmall);
  EXPECT_TRUE(builder.begin_map(0) && builder.key("1234") && builder.null());
  EXPECT_FALSE(builder.key("12345"));
  EXPECT_EQ(builder.error(), "a key of 5 bytes, where 4 are allowed");
}

TEST(ValueBuilder, ValuesAreCountedOverTheWholeMessage) {
  ValueBuilder builder(ReadLimits{1000, 9, 100, 100, 8, 8, 5});
  EXPECT_TRUE(builder.begin_array(0) && builder.begin_array(0) && builder.null() &&
              builder.null() && builder.end());  // two values and two arrays
  EXPECT_TRUE(builder.null());
  EXPECT_FALSE(builder.null());
  EXPECT_EQ(builder.error(), "more than 5 values in one message");
}

TEST(ValueBuilder, ADuplicateKeyIsNamed) {
  ValueBuilder builder(kSmall);
  EXPECT_TRUE(builder.begin_map(2) && builder.key("a") && builder.null() && builder.key("a") &&
              builder.null());
  EXPECT_FALSE(builder.end());
  EXPECT_EQ(builder.error(), "the key \"a\" stands twice in a map");
}

TEST(ValueBuilder, ATruncatedMessageKeepsItsCompleteMembers) {
  const Value whole(Value::Map{{"a", Value(1)}});
  {
    ValueBuilder builder(kSmall);
    EXPECT_TRUE(builder.begin_map(2) && builder.key("a") && builder.integer(1));
    EXPECT_EQ(builder.take_unfinished(), whole);
  }
  {
    ValueBuilder builder(kSmall);
    EXPECT_TRUE(builder.begin_map(2) && builder.key("a") && builder.integer(1) && builder.key("b"));
    EXPECT_EQ(builder.take_unfinished(), whole);
  }
  ValueBuilder builder(kSmall);
  EXPECT_TRUE(builder.begin_map(2) && builder.key("a") && builder.integer(1) && builder.key("b") &&
              builder.begin_map(1) && builder.key("c") && builder.integer(2));
  EXPECT_EQ(builder.take_unfinished(), whole);
}

TEST(ValueBuilder, RefusesInfiniteNumbersAndInvalidUtf8) {
  EXPECT_FALSE(ValueBuilder(kSmall).number(std::nan("")));
  EXPECT_FALSE(ValueBuilder(kSmall).number(std::numeric_limits<double>::infinity()));
  EXPECT_FALSE(ValueBuilder(kSmall).string("\xFF"));
}

TEST(ValueBuilder, AfterAFaultTheOutermostMapKeepsItsCompleteMembers) {
  ValueBuilder builder(kSmall);
  EXPECT_TRUE(builder.begin_map(2) && builder.key("id") && builder.integer(7) && builder.key("b"));
  EXPECT_FALSE(builder.fail("enough"));
  EXPECT_FALSE(builder.fail("the first reason stays"));
  EXPECT_EQ(builder.error(), "enough");
  EXPECT_EQ(builder.take_unfinished(), Value(Value::Map{{"id", 7}}));
  EXPECT_TRUE(ValueBuilder(kSmall).take_unfinished().is_null());
}

}  // namespace
}  // namespace scand::proto
