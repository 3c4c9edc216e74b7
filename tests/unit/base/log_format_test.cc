#include "lib/base/log_format.h"

#include <gtest/gtest.h>
#include <limits>

namespace scand::base {
namespace {

LogRecord record(std::string message, std::vector<LogField> fields = {}) {
  return {from_unix_ms(1'761'309'296'007),
          LogLevel::warning,
          "exchange.failed",
          std::move(message),
          std::move(fields),
          {}};
}

TEST(LogFormat, LineForPeople) {
  EXPECT_EQ(format_line(record("okx failed")),
            "2025-10-24 12:34:56.007 warning exchange.failed: okx failed");
  EXPECT_EQ(format_line(record("okx failed", {{"exchange", "okx"},
                                              {"duration_seconds", 1.5},
                                              {"attempts", std::uint64_t{2}},
                                              {"shared", false},
                                              {"why", "no answer"}})),
            "2025-10-24 12:34:56.007 warning exchange.failed: okx failed (exchange=okx "
            "duration_seconds=1.5 attempts=2 shared=false why=\"no answer\")");
}

TEST(LogFormat, ABlockStandsForItself) {
  auto block = record("m", {{"a", true}});
  block.block = "====\nblock\n====";
  EXPECT_EQ(format_line(block), "====\nblock\n====");
}

TEST(LogFormat, ObjectForMachines) {
  EXPECT_EQ(
      format_json(record("say \"x\" \\", {{"n", 0.1}, {"big", std::int64_t{-5}}, {"t", "é"}})),
      R"({"time":"2025-10-24T12:34:56.007Z","level":"warning","event":"exchange.failed",)"
      R"("message":"say \"x\" \\","n":0.1,"big":-5,"t":"é"})");
  EXPECT_NE(format_json(record("m", {{"n", std::numeric_limits<double>::quiet_NaN()}}))
                .find("\"n\":null"),
            std::string::npos);
}

TEST(LogFormat, NothingFromOutsideForgesALine) {
  EXPECT_EQ(printable("a\nb\x1b[31m\x7f"), "a\\x0ab\\x1b[31m\\x7f");
  EXPECT_EQ(printable("\xc2\x9b"
                      "31m"),
            "\\x9b31m")
      << "C1 controls steer terminals too";
  EXPECT_EQ(format_json(record("a\nb\x1b")).find('\n'), std::string::npos);
  EXPECT_NE(format_json(record("a\nb")).find(R"(a\u000ab)"), std::string::npos);
}

TEST(LogFormat, BrokenUtf8IsReplaced) {
  EXPECT_EQ(printable("é€😀"), "é€😀");
  for (const auto* broken : {"\xff", "\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                             "\xe2\x82", "\xf0\x80\x80\x80", "\xe0\x80\x80"})
    EXPECT_EQ(printable(std::string(broken) + "z").find("\xef\xbf\xbd"), 0u);
  EXPECT_TRUE(printable(std::string("\xe2\x82z")).ends_with("z"));
}

}  // namespace
}  // namespace scand::base
