#include "lib/base/log_stream.h"

#include <gtest/gtest.h>

namespace scand::base {
namespace {

std::string written(LogText text, const LogRecord& record) {
  ::testing::internal::CaptureStderr();
  {
    const auto sink = make_stream_sink(text);
    sink->write(record);
    sink->flush();
  }
  return ::testing::internal::GetCapturedStderr();
}

TEST(LogStream, WritesLinesWithoutColourToAFile) {
  const LogRecord record{from_unix_ms(0), LogLevel::error, "e", "100 % {} broken", {}, {}};
  EXPECT_EQ(written(LogText::pretty, record),
            "1970-01-01 00:00:00.000 error   e: 100 % {} broken\n");
  EXPECT_EQ(written(LogText::json, record),
            "{\"time\":\"1970-01-01T00:00:00.000Z\",\"level\":\"error\",\"event\":\"e\","
            "\"message\":\"100 % {} broken\"}\n");
}

TEST(LogStream, JsonIgnoresTheBlock) {
  const LogRecord record{from_unix_ms(0), LogLevel::info, "e", "m", {}, "drawn"};
  EXPECT_EQ(written(LogText::pretty, record), "drawn\n");
  EXPECT_EQ(written(LogText::json, record).find("drawn"), std::string::npos);
}

}  // namespace
}  // namespace scand::base
