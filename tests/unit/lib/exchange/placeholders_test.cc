#include "lib/exchange/placeholders.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

TEST(Placeholders, AreCutOutOfText) {
  const auto pieces = split_placeholders("/a/{id}?x={start_s-1}&y={end_ms+20}");
  ASSERT_TRUE(pieces);
  EXPECT_EQ(*pieces,
            (std::vector<Piece>{"/a/", Placeholder{"id", 0}, "?x=", Placeholder{"start_s", -1},
                                "&y=", Placeholder{"end_ms", 20}}));
  EXPECT_EQ(split_placeholders(""), std::vector<Piece>{});
}

TEST(Placeholders, MalformedOnesAreRefused) {
  for (const char* const text :
       {"{", "}", "{}", "a{id", "a}b", "{id-}", "{id-x}", "{ID}", "{i{d}}", "{1+id}"})
    EXPECT_EQ(split_placeholders(text), std::nullopt) << text;
}

TEST(Placeholders, UrlsAreEncodedByteByByte) {
  EXPECT_EQ(url_encode("BTC-USDT_1.a~"), "BTC-USDT_1.a~");
  EXPECT_EQ(url_encode("a/b c&d%"), "a%2Fb%20c%26d%25");
  EXPECT_EQ(url_encode("人"), "%E4%BA%BA");
}

constexpr std::int64_t kHour = 3'600'000;
constexpr std::int64_t kFridayNoon = 1'761'307'200'000;  // 2025-10-24T12:00Z, a Friday
using proto::Interval;

std::optional<std::string> value(const char* name, std::int64_t plus, const RequestParams& params) {
  return placeholder_value({name, plus}, params, 3, "60");
}

TEST(RequestValues, TheRangeEndsWithTheRunningCandle) {
  const CandleRange range = candle_range(Interval::h1, 3, kFridayNoon + 5, std::nullopt);
  EXPECT_EQ(range.newest_ms, kFridayNoon);
  EXPECT_EQ(range.start_ms, kFridayNoon - 2 * kHour);
  EXPECT_EQ(range.end_ms, kFridayNoon + kHour);
}

TEST(RequestValues, OrWithTheLastOneBefore) {
  EXPECT_EQ(candle_range(Interval::h1, 1, kFridayNoon, kFridayNoon).newest_ms, kFridayNoon - kHour);
  EXPECT_EQ(candle_range(Interval::h1, 1, kFridayNoon, kFridayNoon + 1).newest_ms, kFridayNoon);
  const CandleRange week = candle_range(Interval::w1, 2, kFridayNoon, std::nullopt);
  EXPECT_EQ(week.newest_ms, kFridayNoon - 4 * 24 * kHour - 12 * kHour) << "Monday";
}

TEST(RequestValues, TimesInEveryForm) {
  const RequestParams params{"BTC", Interval::h1, 3, kFridayNoon + 5, {}, ""};
  EXPECT_EQ(value("start_ms", 0, params), "1761300000000");
  EXPECT_EQ(value("start_s", -1, params), "1761299999");
  EXPECT_EQ(value("newest_s", 0, params), "1761307200");
  EXPECT_EQ(value("end_iso", 0, params), "2025-10-24T13:00:00Z");
  EXPECT_EQ(value("end_iso", -1, params), "2025-10-24T12:59:59Z");
  EXPECT_EQ(value("now_ms", 0, params), "1761307200005");
  EXPECT_EQ(value("rows", 0, params), "3");
  EXPECT_EQ(value("id", 0, params), "BTC");
  EXPECT_EQ(value("interval", 0, params), "60");
}

TEST(RequestValues, WhatIsNotGivenHasNoValue) {
  RequestParams params;
  for (const char* const name :
       {"id", "cursor", "before_ms", "before_iso", "unknown", "start_h", "_ms"})
    EXPECT_EQ(value(name, 0, params), std::nullopt) << name;
  params.before_ms = kFridayNoon;
  params.cursor = "p2";
  EXPECT_EQ(value("before_s", 0, params), "1761307200");
  EXPECT_EQ(value("cursor", 0, params), "p2");
}

TEST(RequestValues, NamesAreKnown) {
  for (const char* const name : {"id", "interval", "rows", "cursor", "start_ms", "newest_s",
                                 "end_iso", "now_s", "before_ms"})
    EXPECT_TRUE(known_placeholder(name)) << name;
  for (const char* const name : {"", "ids", "start", "start_h", "_ms", "later_ms"})
    EXPECT_FALSE(known_placeholder(name)) << name;
}

}  // namespace
}  // namespace scand::lib::exchange
