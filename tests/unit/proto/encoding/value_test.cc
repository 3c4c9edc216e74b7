#include "proto/encoding/value.h"

#include <gtest/gtest.h>
#include <limits>

namespace scand::proto {
namespace {

constexpr auto kInt64Max = std::numeric_limits<std::int64_t>::max();
constexpr auto kUint64Max = std::numeric_limits<std::uint64_t>::max();

TEST(Value, KindsAndAccessorsAgree) {
  EXPECT_EQ(Value().kind(), Value::Kind::null);
  EXPECT_EQ(Value(true).boolean(), true);
  EXPECT_EQ(Value(1).boolean(), std::nullopt);
  EXPECT_EQ(*Value("text").string(), "text");
  EXPECT_EQ(Value(1).string(), nullptr);
  EXPECT_EQ(Value(Value::Array{1, "b"}).array()->size(), 2U);
  EXPECT_EQ(Value(Value::Map{{"k", 1}}).map()->size(), 1U);
}

TEST(Value, AnIntegerHasOneFormWhateverItsSource) {
  EXPECT_EQ(Value(std::uint64_t{5}), Value(5));
  EXPECT_NE(Value(5), Value(5.0));
  EXPECT_EQ(Value(kUint64Max).unsigned_integer(), kUint64Max);
  EXPECT_EQ(Value(kUint64Max).integer(), std::nullopt);
  EXPECT_EQ(Value(std::uint64_t{kInt64Max}).integer(), kInt64Max);
}

TEST(Value, NumbersConvertOnlyWithoutLoss) {
  EXPECT_EQ(Value(3).number(), 3.0);
  EXPECT_EQ(Value(3.0).integer(), 3);
  EXPECT_EQ(Value(3.5).integer(), std::nullopt);
  EXPECT_EQ(Value(9007199254740992.0).integer(), 9007199254740992);
  EXPECT_EQ(Value(1e16).integer(), std::nullopt);
  EXPECT_EQ(Value(-1).unsigned_integer(), std::nullopt);
  EXPECT_EQ(Value("3").number(), std::nullopt);
  EXPECT_EQ(Value(true).integer(), std::nullopt);
}

TEST(Value, FindsKeysOfMapsOnly) {
  const Value map(Value::Map{{"a", 1}, {"b", Value()}});
  EXPECT_EQ(*map.find("a"), Value(1));
  EXPECT_TRUE(map.find("b")->is_null());
  EXPECT_EQ(map.find("c"), nullptr);
  EXPECT_EQ(Value(1).find("a"), nullptr);
}

TEST(Value, DescriptionsAreShortAndSafeForATerminal) {
  EXPECT_EQ(describe(Value()), "null");
  EXPECT_EQ(describe(Value(false)), "false");
  EXPECT_EQ(describe(Value(kUint64Max)), "18446744073709551615");
  EXPECT_EQ(describe(Value(0.5)), "0.5");
  EXPECT_EQ(describe(Value(Value::Array{1})), "an array of 1");
  EXPECT_EQ(describe(Value(Value::Map())), "a map of 0");
  EXPECT_EQ(describe(Value("a\x1b[2Jb\n")), "\"a?[2Jb?\"");
  EXPECT_EQ(describe(Value(std::string(1000, 'x'))), '"' + std::string(40, 'x') + "\"...");
  // Cut between characters: 40 bytes would end within the last one.
  EXPECT_EQ(describe(Value(std::string(39, 'x') + "\u00e9")), '"' + std::string(39, 'x') + "\"...");
}

}  // namespace
}  // namespace scand::proto
