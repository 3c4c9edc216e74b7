// How a connection reads requests, over real sockets: byte streams cut at every place, and bounds.

#include <gtest/gtest.h>
#include <mutex>
#include <optional>

#include "tests/kit/http/served.h"

namespace scand::daemon::http {
namespace {

using test::free_port;
using test::get;
using test::Served;
using test::text;

constexpr std::string_view kPost =
    "\r\nPOST /a?b=c HTTP/1.1\r\nHost: s\r\nX-Up: Value \r\nContent-Length: 4\r\n\r\nbody";
constexpr std::string_view kChunked =
    "POST / HTTP/1.1\r\nHost: s\r\nTransfer-Encoding: chunked\r\n\r\n"
    "2;a=\"b\"\r\nbo\r\n2\r\ndy\r\n0\r\nHost: trailer\r\n\r\n";
constexpr std::string_view kEmptyChunked =
    "POST / HTTP/1.1\r\nHost: s\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";

// A server that keeps the last request, and sends its body back.
struct Reading {
  explicit Reading(const Limits& limits = {})
      : served(options_of(limits), [this](Request request, const Respond& respond) {
          const std::lock_guard lock(mutex);
          last = std::move(request);
          respond(text("[" + last->body + "]"));
        }) {}
  static ServerOptions options_of(const Limits& limits) {
    auto options = free_port();
    options.limits = limits;
    return options;
  }

  // The status of the answer to these bytes, sent in pieces of this size.
  int status_of(std::string_view bytes, std::size_t piece, bool ends = false) {
    auto client = served.connect();
    for (std::size_t at = 0; at < bytes.size() && !client.readable_within({}); at += piece)
      client.send(bytes.substr(at, piece));
    if (ends) client.end_sending();
    const auto reply = client.reply();
    return reply ? reply->status : 0;
  }
  Request take() {
    const std::lock_guard lock(mutex);
    return std::exchange(last, std::nullopt).value_or(Request());
  }

  std::mutex mutex;
  std::optional<Request> last;
  Served served;
};

TEST(ConnectionRead, ReadsTheSameInPiecesOfAnySize) {
  Reading reading;
  for (std::size_t piece = 1; piece <= kPost.size(); ++piece) {
    ASSERT_EQ(reading.status_of(kPost, piece), 200) << piece;
    const auto request = reading.take();
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.path, "/a");
    EXPECT_EQ(request.query, (std::vector<Header>{{"b", "c"}}));
    EXPECT_EQ(request.headers,
              (std::vector<Header>{{"host", "s"}, {"x-up", "Value"}, {"content-length", "4"}}));
    EXPECT_EQ(request.body, "body");
  }
  for (std::size_t piece = 1; piece <= kChunked.size(); ++piece) {
    ASSERT_EQ(reading.status_of(kChunked, piece), 200) << piece;
    const auto request = reading.take();
    EXPECT_EQ(request.body, "body");
    EXPECT_EQ(request.headers.size(), 2U) << "a trailer is no header";
  }
  for (std::size_t piece = 1; piece <= kEmptyChunked.size(); ++piece) {
    ASSERT_EQ(reading.status_of(kEmptyChunked, piece), 200) << piece;
    EXPECT_EQ(reading.take().body, "");
  }
}

TEST(ConnectionRead, StopsBehindTheRequest) {
  const Reading reading;
  auto client = reading.served.connect();
  client.send(std::string(kPost) + std::string(kChunked) + get("/"));
  EXPECT_EQ(client.reply()->body, "[body]");
  EXPECT_EQ(client.reply()->body, "[body]");
  EXPECT_EQ(client.reply()->body, "[]");
}

TEST(ConnectionRead, AHeaderIsBoundedHoweverItArrives) {
  Limits limits;
  limits.header_bytes = 1000;
  Reading reading(limits);
  std::string header = "GET / HTTP/1.1\r\nHost: s\r\n";
  while (header.size() < 2000)
    header += "A: b\r\n";
  for (const std::size_t piece : {1UL, 7UL, 100UL, 5000UL})
    EXPECT_EQ(reading.status_of(header, piece), 431) << piece;
  EXPECT_EQ(reading.status_of("GET /" + std::string(2000, 'a'), 10), 414);
}

TEST(ConnectionRead, RequestLineAndFieldsShareTheBound) {
  Limits limits;
  limits.header_bytes = 1000;
  Reading reading(limits);
  const std::string header = "GET /" + std::string(600, 'a') +
                             " HTTP/1.1\r\nHost: s\r\nA: " + std::string(600, 'b') + "\r\n\r\n";
  EXPECT_EQ(reading.status_of(header, header.size()), 431);
  EXPECT_EQ(reading.status_of(header, 100), 431);
}

TEST(ConnectionRead, ABodyTooLargeIsRefusedAtItsHeader) {
  Limits limits;
  limits.body_bytes = 3;
  Reading reading(limits);
  EXPECT_EQ(reading.status_of(kPost.substr(0, kPost.size() - 4), 1000), 413);
}

TEST(ConnectionRead, ABodyTooLargeThatComesWithItsHeaderIsNoHeaderTooLarge) {
  Limits limits;
  limits.header_bytes = 1000;
  limits.body_bytes = 2000;
  Reading reading(limits);
  EXPECT_EQ(reading.status_of("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5000\r\n\r\n" +
                                  std::string(5000, 'x'),
                              10'000),
            413);
}

TEST(ConnectionRead, AnEndInsideARequestIsAFault) {
  Reading reading;
  for (std::size_t bytes = 0; bytes < kPost.size(); ++bytes)
    EXPECT_EQ(reading.status_of(kPost.substr(0, bytes), 1000, true), bytes > 2 ? 400 : 0) << bytes;
}

TEST(ConnectionRead, CountsWhatItReceives) {
  Reading reading;
  auto client = reading.served.connect();
  std::size_t sent = 0;
  for (const auto request : {kPost, kChunked, kEmptyChunked}) {
    client.send(request);
    EXPECT_EQ(client.reply()->status, 200);
    sent += request.size();
    EXPECT_EQ(reading.served.server.counters().bytes_received, sent);
  }
}

}  // namespace
}  // namespace scand::daemon::http
