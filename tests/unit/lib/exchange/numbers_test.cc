#include "lib/exchange/numbers.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

constexpr std::int64_t kNoonAndABit = 1'761'307'200'123;

TEST(Numbers, OnlyWholeFiniteNumbersPass) {
  EXPECT_EQ(parse_number("0.00098800"), 0.000988);
  EXPECT_EQ(parse_number("-12"), -12);
  EXPECT_EQ(parse_number("1.65E8"), 1.65e8);
  for (const char* const text : {"", " 1", "1 ", "+1", "1,5", "0x10", "nan", "NaN", "inf", "-inf",
                                 "1e999", "--", "-", ".", "1.2.3", "12abc", "null", "true"})
    EXPECT_EQ(parse_number(text), std::nullopt) << text;
}

TEST(Numbers, ChangesMayHaveAPercentSign) {
  EXPECT_EQ(parse_percent("-1.5%"), -1.5);
  EXPECT_EQ(parse_percent("2"), 2);
  EXPECT_EQ(parse_percent("%"), std::nullopt);
}

TEST(Numbers, TimesInEveryUnit) {
  EXPECT_EQ(parse_time_ms("1761307200", TimeUnit::seconds), kNoonAndABit - 123);
  EXPECT_EQ(parse_time_ms("1761307200.123", TimeUnit::seconds), kNoonAndABit);
  EXPECT_EQ(parse_time_ms("1761307200123", TimeUnit::milliseconds), kNoonAndABit);
  EXPECT_EQ(parse_time_ms("1.761307200123E12", TimeUnit::milliseconds), kNoonAndABit);
  EXPECT_EQ(parse_time_ms("1761307200123999", TimeUnit::microseconds), kNoonAndABit);
  EXPECT_EQ(parse_time_ms("1761307200123999999", TimeUnit::nanoseconds), kNoonAndABit);
}

TEST(Numbers, ATimeInTheWrongUnitIsNone) {
  EXPECT_EQ(parse_time_ms("1761307200", TimeUnit::milliseconds), std::nullopt);
  EXPECT_EQ(parse_time_ms("1761307200000", TimeUnit::seconds), std::nullopt);
  EXPECT_EQ(parse_time_ms("-1", TimeUnit::milliseconds), std::nullopt);
  EXPECT_EQ(parse_time_ms("9223372036854775807", TimeUnit::milliseconds), std::nullopt);
  EXPECT_EQ(parse_time_ms("9e300", TimeUnit::seconds), std::nullopt);
  EXPECT_EQ(parse_time_ms("", TimeUnit::seconds), std::nullopt);
}

TEST(Numbers, IsoTimesWithAndWithoutZone) {
  const auto iso = [](const char* text) { return parse_time_ms(text, TimeUnit::iso8601); };
  EXPECT_EQ(iso("2025-10-24T12:00:00.123456Z"), kNoonAndABit);
  EXPECT_EQ(iso("2025-10-24T12:00:00.123"), kNoonAndABit);
  EXPECT_EQ(iso("2025-10-24 20:00:00.123+08:00"), kNoonAndABit);
  EXPECT_EQ(iso("20251024T120000.123Z"), std::nullopt);
  EXPECT_EQ(iso("2025-10-24"), kNoonAndABit - 123 - 12 * 3'600'000);
  for (const char* const text :
       {"2025-13-01T00:00:00Z", "2025-02-30T00:00:00Z", "2025-10-24T25:00:00Z",
        "2025-10-24T12:00:00+8", "yesterday", "2025-10-24T12:00:00Zx"})
    EXPECT_EQ(iso(text), std::nullopt) << text;
}

TEST(Numbers, HttpDates) {
  EXPECT_EQ(parse_http_date_ms("Fri, 24 Oct 2025 12:00:00 GMT"), kNoonAndABit - 123);
  for (const char* const text :
       {"", "Fri, 24 Oct 2025 12:00:00 UTC", "Fri, 24 Xxx 2025 12:00:00 GMT",
        "Fri, aa Oct 2025 12:00:00 GMT", "120"})
    EXPECT_EQ(parse_http_date_ms(text), std::nullopt) << text;
}

}  // namespace
}  // namespace scand::lib::exchange
