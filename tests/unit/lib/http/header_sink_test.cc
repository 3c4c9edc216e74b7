#include "lib/http/header_sink.h"

#include <gtest/gtest.h>

namespace scand::lib::http {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

TEST(HeaderSink, LowersNamesAndTrimsValues) {
  HeaderSink sink(1000);
  EXPECT_TRUE(sink.add("HTTP/2 200 \r\n"));
  EXPECT_TRUE(sink.add("X-MBX-USED-Weight-1M: \t 42 \r\n"));
  EXPECT_TRUE(sink.add("Empty:\r\n"));
  EXPECT_TRUE(sink.add("Date: Mon, 01 Jan 2024 00:00:00 GMT\r\n"));
  EXPECT_TRUE(sink.add("\r\n"));
  EXPECT_EQ(sink.take(), (Headers{{"x-mbx-used-weight-1m", "42"},
                                  {"empty", ""},
                                  {"date", "Mon, 01 Jan 2024 00:00:00 GMT"}}));
}

TEST(HeaderSink, TheLastAnswerCountsAndTrailersDoNot) {
  HeaderSink sink(1000);
  for (const auto* line : {"HTTP/1.1 100 Continue\r\n", "Early: yes\r\n", "\r\n",
                           "HTTP/1.1 200 OK\r\n", "Real: yes\r\n", "\r\n", "Trailer: yes\r\n"}) {
    EXPECT_TRUE(sink.add(line));
  }
  EXPECT_EQ(sink.take(), (Headers{{"real", "yes"}}));
}

TEST(HeaderSink, LinesThatAreNoHeadersAreDropped) {
  HeaderSink sink(1000);
  EXPECT_TRUE(sink.add("HTTP/1.1 200 OK\r\n"));
  EXPECT_TRUE(sink.add("no colon here\r\n"));
  EXPECT_TRUE(sink.add("  folded: onto the line before\r\n"));
  EXPECT_TRUE(sink.take().empty());
}

TEST(HeaderSink, RefusesMoreThanItsBound) {
  HeaderSink sink(30);
  EXPECT_TRUE(sink.add("HTTP/1.1 200 OK\r\n"));  // 17 bytes
  EXPECT_TRUE(sink.add("A: 23456789\r\n"));      // 30
  EXPECT_FALSE(sink.too_large());
  EXPECT_FALSE(sink.add("\n"));
  EXPECT_TRUE(sink.too_large());
}

TEST(HeaderSink, InterimAnswersDoNotResetTheLimit) {
  HeaderSink sink(100);
  bool fits = true;
  for (int i = 0; i < 10; ++i)
    fits = sink.add("HTTP/1.1 100 Continue\r\n") && fits;
  EXPECT_FALSE(fits);
}

}  // namespace
}  // namespace scand::lib::http
