#include "proto/encoding/msgpack_to_value.h"

#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "proto/limits.h"

using namespace std::string_literals;

namespace scand::proto {
namespace {

Value read(std::string_view bytes) {
  auto result = msgpack_to_value(bytes, kRequestLimits);
  EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().message);
  return result.ok() ? std::move(*result) : Value("unreadable");
}

std::string refused(std::string_view bytes, const ReadLimits& limits = kRequestLimits) {
  const auto result = msgpack_to_value(bytes, limits);
  return result.ok() ? "accepted" : result.error().message;
}

TEST(MsgpackToValue, EveryWidthOfIntegerGivesTheSameValue) {
  for (const std::string& bytes :
       {"\x05"s, "\xcc\x05"s, "\xcd\x00\x05"s, "\xce\x00\x00\x00\x05"s,
        "\xcf\x00\x00\x00\x00\x00\x00\x00\x05"s, "\xd0\x05"s, "\xd1\x00\x05"s,
        "\xd2\x00\x00\x00\x05"s, "\xd3\x00\x00\x00\x00\x00\x00\x00\x05"s})
    EXPECT_EQ(read(bytes), Value(5)) << testing::PrintToString(bytes);
  EXPECT_EQ(read("\xff"), Value(-1));
  EXPECT_EQ(read("\xcf\xff\xff\xff\xff\xff\xff\xff\xff"), Value(~std::uint64_t{0}));
}

TEST(MsgpackToValue, ScalarsAndContainers) {
  EXPECT_TRUE(read("\xc0").is_null());
  EXPECT_EQ(read("\xc3"), Value(true));
  EXPECT_EQ(read("\xca\x3f\x00\x00\x00"s), Value(0.5));
  EXPECT_EQ(read("\xcb\x3f\xe0\x00\x00\x00\x00\x00\x00"s), Value(0.5));
  EXPECT_EQ(read("\xa0"), Value(""));
  EXPECT_EQ(read("\xd9\x02hi"), Value("hi"));
  EXPECT_EQ(read("\x92\x01\x80"), Value(Value::Array{1, Value::Map()}));
  EXPECT_EQ(read("\x82\xa1"
                 "b\x01\xa1"
                 "a\x90"),
            Value(Value::Map{{"b", 1}, {"a", Value::Array()}}));
}

TEST(MsgpackToValue, AnAnnouncedCountThatTheBytesCannotHoldIsRefusedAtItsHeader) {
  // The limits here allow 4 billion entries; the number of remaining bytes does not.
  ReadLimits generous = kRequestLimits;
  generous.array_items = generous.map_entries = generous.values = ~std::size_t{0};
  EXPECT_EQ(refused("\xdd\xff\xff\xff\xff"s, generous),
            "byte 4: a container of 4294967295 entries with 0 bytes left");
  EXPECT_EQ(refused("\xdf\xff\xff\xff\xff"s, generous),
            "byte 4: a container of 4294967295 entries with 0 bytes left");
  EXPECT_EQ(refused("\x92\xa1x\x93\x01\x02"s, generous),
            "byte 3: a container of 3 entries with 2 bytes left");
  // A map needs two bytes for each entry.
  EXPECT_EQ(refused("\x82\xa1x\x01"s), "byte 0: a container of 2 entries with 3 bytes left");
  // When the header uses a longer form than needed, the fault is noticed later, at the end.
  EXPECT_EQ(refused("\x92\xa1x\xdc\x00\x03\x01\x02"s, generous),
            "byte 8: the message ends in the middle of a value");
}

TEST(MsgpackToValue, AnEmptyStringIsOneByteOfTheCount) {
  EXPECT_EQ(read("\x92\xa0\x91\xa0"), Value(Value::Array{"", Value::Array{""}}));
  EXPECT_EQ(read("\x82\xa0\x90\xa1x\x91\x01"),
            Value(Value::Map{{"", Value::Array()}, {"x", Value::Array{1}}}));
  EXPECT_EQ(refused("\x92\xa0\x92\xa0"), "byte 2: a container of 2 entries with 1 bytes left");
}

TEST(MsgpackToValue, AnAnnouncedCountOverTheLimitIsRefused) {
  const std::string head("\xdc\x10\x01", 3);  // 4097
  EXPECT_EQ(refused(head + std::string(4097, '\xc0')),
            "byte 2: an array of 4097 items, where 4096 are allowed");
  EXPECT_EQ(read("\xdc\x10\x00"s + std::string(4096, '\xc0')).array()->size(), 4096U);
}

TEST(MsgpackToValue, DepthAtTheLimitAndOneOver) {
  EXPECT_EQ(refused(std::string(15, '\x91') + "\x90"), "accepted");
  EXPECT_EQ(refused(std::string(16, '\x91') + "\x90"), "byte 16: containers nested deeper than 16");
}

TEST(MsgpackToValue, TheWholeBufferIsOneMessage) {
  EXPECT_EQ(refused("\x01\x02"), "byte 1: the message has ended, but 1 bytes follow");
  EXPECT_EQ(refused(""), "byte 0: the message ends in the middle of a value");
  EXPECT_EQ(refused("\xa5hell"), "byte 1: the message ends in the middle of a value");
  EXPECT_EQ(refused("\x92\x01\xcd"), "byte 3: the message ends in the middle of a value");
}

TEST(MsgpackToValue, BytesAtTheLimitAndOneOver) {
  ReadLimits limits = kRequestLimits;
  limits.bytes = 3;
  EXPECT_EQ(refused("\x92\x01\x02", limits), "accepted");
  EXPECT_EQ(refused("\x93\x01\x02\x03", limits), "a message of 4 bytes, where 3 are allowed");
}

TEST(MsgpackToValue, RefusesTypesOutsideTheProtocol) {
  EXPECT_EQ(refused("\xc4\x01x"s), "byte 2: a bin value");
  EXPECT_EQ(refused("\xd4\x01x"s), "byte 2: an ext value");
  EXPECT_EQ(refused("\xc1"), "byte 0: a byte that begins no msgpack value");
  EXPECT_EQ(refused("\xcb\x7f\xf8\x00\x00\x00\x00\x00\x00"s),
            "byte 8: a number that is not finite (NaN or infinity)");
  EXPECT_EQ(refused("\xca\x7f\x80\x00\x00"s),
            "byte 4: a number that is not finite (NaN or infinity)");
}

TEST(MsgpackToValue, KeysAreStringsAndUnique) {
  for (const std::string& bytes :
       {"\x81\x01\x01"s, "\x81\xc0\x01"s, "\x81\xc3\x01"s, "\x81\x90\x01"s, "\x81\x80\x01"s,
        "\x81\xca\x00\x00\x00\x00\x01"s})
    EXPECT_NE(refused(bytes).find("a key that is not a string"), std::string::npos)
        << testing::PrintToString(bytes);
  EXPECT_NE(refused("\x82\xa1x\x01\xa1x\x02").find("the key \"x\" stands twice"),
            std::string::npos);
}

TEST(MsgpackToValue, AnEmptyStringDoesNotHideTheBytesAfterIt) {
  EXPECT_TRUE(msgpack_to_value("\x82\xa1x\xa0\xa1y\x91\x01", kRequestLimits).ok());
  EXPECT_TRUE(msgpack_to_value("\x92\xa0\x92\x01\x02", kRequestLimits).ok());
}

TEST(MsgpackToValue, TextIsUtf8) {
  EXPECT_NE(refused("\xa1\xff").find("not UTF-8"), std::string::npos);
  EXPECT_NE(refused("\x81\xa1\xff\x01").find("not UTF-8"), std::string::npos);
}

TEST(MsgpackToValue, WhatWasReadBeforeAFaultIsKept) {
  const auto result = msgpack_to_value("\x82\xa2id\x07\xa1x\xc1", kRequestLimits);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(*result.error().unfinished.find("id"), Value(7));
  const auto trailing = msgpack_to_value("\x81\xa2id\x07!", kRequestLimits);
  EXPECT_EQ(*trailing.error().unfinished.find("id"), Value(7));
}

}  // namespace
}  // namespace scand::proto
