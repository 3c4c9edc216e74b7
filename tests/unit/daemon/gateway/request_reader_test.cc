#include "daemon/gateway/request_reader.h"

#include <gtest/gtest.h>

namespace scand::daemon::gateway {
namespace {

using Phase = RequestReader::Phase;

constexpr std::string_view kPost =
    "\r\nPOST /a?b=c HTTP/1.1\r\nHost: s\r\nX-Up: Value \r\nContent-Length: 4\r\n\r\nbody";
constexpr std::string_view kChunked =
    "POST / HTTP/1.1\r\nHost: s\r\nTransfer-Encoding: chunked\r\n\r\n"
    "2;a=\"b\"\r\nbo\r\n2\r\ndy\r\n0\r\nHost: trailer\r\n\r\n";

// All of it, in pieces of so many bytes, as a connection would.
Phase feed_all(RequestReader& reader, std::string_view bytes, std::size_t piece) {
  std::string pending;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    pending += bytes.substr(at, piece);
    for (;;) {
      const auto before = reader.phase();
      pending.erase(0, reader.feed(pending));
      if (reader.phase() == Phase::whole || reader.phase() == Phase::faulty) return reader.phase();
      if (reader.phase() == before || pending.empty()) break;
    }
  }
  return reader.phase();
}

TEST(RequestReader, ReadsTheSameInPiecesOfAnySize) {
  const HttpLimits limits;
  for (std::size_t piece = 1; piece <= kPost.size(); ++piece) {
    RequestReader reader(limits);
    ASSERT_EQ(feed_all(reader, kPost, piece), Phase::whole) << piece;
    EXPECT_TRUE(reader.framing().keep_alive);
    EXPECT_TRUE(reader.framing().sized);
    const auto request = reader.take();
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.path, "/a");
    EXPECT_EQ(request.query, (std::vector<Header>{{"b", "c"}}));
    EXPECT_EQ(request.headers,
              (std::vector<Header>{{"host", "s"}, {"x-up", "Value"}, {"content-length", "4"}}));
    EXPECT_EQ(request.body, "body");
    EXPECT_EQ(reader.phase(), Phase::nothing);
  }
  for (std::size_t piece = 1; piece <= kChunked.size(); ++piece) {
    RequestReader reader(limits);
    ASSERT_EQ(feed_all(reader, kChunked, piece), Phase::whole) << piece;
    const auto request = reader.take();
    EXPECT_EQ(request.body, "body");
    EXPECT_EQ(request.headers.size(), 2U) << "a trailer is no header";
  }
}

TEST(RequestReader, StopsBehindTheHeaderAndBehindTheRequest) {
  const HttpLimits limits;
  RequestReader reader(limits);
  const std::string two(std::string(kPost) + "GET / HTTP/1.1\r\nHost: s\r\n\r\n");
  auto used = reader.feed(two);
  EXPECT_EQ(reader.phase(), Phase::body);
  EXPECT_EQ(used, kPost.size() - 4);
  used += reader.feed(std::string_view(two).substr(used));
  EXPECT_EQ(reader.phase(), Phase::whole);
  EXPECT_EQ(used, kPost.size());
}

TEST(RequestReader, AHeaderIsBoundedHoweverItArrives) {
  HttpLimits limits;
  limits.header_bytes = 1000;
  std::string header = "GET / HTTP/1.1\r\nHost: s\r\n";
  while (header.size() < 2000)
    header += "A: b\r\n";
  for (const std::size_t piece : {1UL, 7UL, 100UL, 5000UL}) {
    RequestReader reader(limits);
    EXPECT_EQ(feed_all(reader, header, piece), Phase::faulty) << piece;
    EXPECT_EQ(reader.fault().status, 431) << piece;
  }
  RequestReader reader(limits);
  EXPECT_EQ(feed_all(reader, "GET /" + std::string(2000, 'a'), 10), Phase::faulty);
  EXPECT_EQ(reader.fault().status, 414);
}

TEST(RequestReader, ABodyTooLargeIsRefusedAtItsHeader) {
  HttpLimits limits;
  limits.body_bytes = 3;
  RequestReader reader(limits);
  (void)reader.feed(kPost);
  EXPECT_EQ(reader.phase(), Phase::faulty);
  EXPECT_EQ(reader.fault().status, 413);
}

TEST(RequestReader, ABodyTooLargeThatComesWithItsHeaderIsNoHeaderTooLarge) {
  HttpLimits limits;
  limits.header_bytes = 1000;
  limits.body_bytes = 2000;
  RequestReader reader(limits);
  (void)reader.feed("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5000\r\n\r\n" +
                    std::string(5000, 'x'));
  EXPECT_EQ(reader.phase(), Phase::faulty);
  EXPECT_EQ(reader.fault().status, 413);
}

TEST(RequestReader, AnEndInsideARequestIsAFault) {
  const HttpLimits limits;
  for (std::size_t bytes = 0; bytes < kPost.size(); ++bytes) {
    RequestReader reader(limits);
    (void)feed_all(reader, kPost.substr(0, bytes), 1000);
    reader.end();
    EXPECT_EQ(reader.phase(), bytes > 2 ? Phase::faulty : Phase::nothing) << bytes;
    EXPECT_EQ(reader.fault().status, bytes > 2 ? 400 : 0) << bytes;
  }
}

}  // namespace
}  // namespace scand::daemon::gateway
