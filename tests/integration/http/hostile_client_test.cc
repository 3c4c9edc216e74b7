// What clients do that mean no good, or do not know better: each gets the right status, loses its
// own connection at most, and the server goes on serving the others.

#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

#include "tests/kit/gateway/served.h"

namespace scand::test {
namespace {

using daemon::gateway::HttpServerOptions;
using std::chrono::milliseconds;

// Short waits, all but the one that a test is about: that one alone may end a connection.
HttpServerOptions patient() {
  auto options = free_port();
  const milliseconds long_enough{300'000};
  options.timeouts = {long_enough, long_enough, long_enough,
                      long_enough, long_enough, milliseconds(60'000)};
  return options;
}

void expect_served(const Served& served) {
  const auto reply = served.ask(get("/still/there"));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
}

struct Case {
  std::string bytes;
  int status;
};

void expect_refused(const Served& served, const Case& hostile) {
  auto client = served.connect();
  client.send(hostile.bytes);
  client.end_sending();
  const auto reply = client.reply();
  ASSERT_TRUE(reply) << hostile.bytes.substr(0, 200);
  EXPECT_EQ(reply->status, hostile.status) << hostile.bytes.substr(0, 200) << "\n" << reply->body;
  EXPECT_EQ(reply->header("content-type"), "application/problem+json");
  EXPECT_EQ(reply->header("connection"), "close");
  EXPECT_TRUE(client.closed_by_server()) << hostile.bytes.substr(0, 200);
}

std::string chunked(std::string_view chunks) {
  return "POST / HTTP/1.1\r\nHost: s\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(chunks);
}

std::string with_lines(std::string_view lines) {
  return "POST / HTTP/1.1\r\nHost: s\r\n" + std::string(lines) + "\r\n\r\nbody";
}

TEST(HostileClient, RequestLinesAndHeadersThatAreWrong) {
  const Served served(patient());
  const std::vector<Case> cases{
      {"hello\r\n\r\n", 400},
      {"\x16\x03\x01\x02\x01\x01", 400},  // TLS
      {" / HTTP/1.1\r\n\r\n", 400},
      {"GET  HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.1", 400},
      {"GET /\r\n\r\n", 400},
      {"GET / http/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.1 \r\n\r\n", 400},
      {"GET / HTTP/2.0\r\nHost: s\r\n\r\n", 505},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"GET / HTTP/1.1\r\n\r\n", 400},  // no Host
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost : s\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: s\r\nNo colon\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: s\r\nA: b\x01\r\n\r\n", 400},
      {"GET / HTTP/1.1\nHost: s\n\n", 400},
      {"GET /%zz HTTP/1.1\r\nHost: s\r\n\r\n", 400},
      {"GET /%00 HTTP/1.1\r\nHost: s\r\n\r\n", 400},
      {"GET /%ff HTTP/1.1\r\nHost: s\r\n\r\n", 400},
      {"GET /?a=%2 HTTP/1.1\r\nHost: s\r\n\r\n", 400},
      {"GET nowhere HTTP/1.1\r\nHost: s\r\n\r\n", 400},
      {"BREW / HTTP/1.1\r\nHost: s\r\n\r\n", 501},
      {"CONNECT s:1 HTTP/1.1\r\nHost: s\r\n\r\n", 501},
      {"POST / HTTP/1.1\r\nHost: s\r\n\r\n", 411},
      {"GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: s\r\n\r\n", 414},
      {"GET /" + std::string(40'000, 'a'), 414},
      {"GET / HTTP/1.1\r\nHost: s\r\nA: " + std::string(20'000, 'a'), 431},
      {"GET / HTTP/1.1\r\nHost: s\r\nA: " + std::string(20'000, 'a') + "\r\n\r\n", 431},
  };
  for (const auto& hostile : cases)
    expect_refused(served, hostile);
  std::string many = "GET / HTTP/1.1\r\nHost: s\r\n";
  for (int field = 0; field < 200; ++field)
    many += "A: b\r\n";
  expect_refused(served, {many + "\r\n", 431});
  expect_served(served);
}

TEST(HostileClient, LengthsAndCodingsThatAreWrong) {
  const Served served(patient());
  const std::vector<Case> cases{
      {with_lines("Content-Length: 4\r\nTransfer-Encoding: chunked"), 400},
      {with_lines("Transfer-Encoding: chunked\r\nContent-Length: 4"), 400},
      {with_lines("Content-Length: 4\r\nContent-Length: 5"), 400},
      {with_lines("Content-Length: -4"), 400},
      {with_lines("Content-Length: +4"), 400},
      {with_lines("Content-Length: 0x4"), 400},
      {with_lines("Content-Length: 99999999999999999999999"), 400},
      {with_lines("Content-Length: 9999999999"), 413},
      {with_lines("Content-Length: 5"), 400},  // ends inside
      {with_lines("Transfer-Encoding: gzip"), 501},
      {with_lines("Transfer-Encoding: gzip, chunked"), 501},
      {with_lines("Transfer-Encoding: chunked, gzip"), 501},
      {with_lines("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), 400},
      {with_lines("Transfer-Encoding: identity\r\nContent-Length: 4"), 400},
      {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {with_lines("Content-Length: 4\r\nContent-Encoding: gzip"), 415},
      {with_lines("Content-Length: 4\r\nExpect: miracles"), 417},
  };
  for (const auto& hostile : cases)
    expect_refused(served, hostile);
  expect_served(served);
}

TEST(HostileClient, ChunksThatAreWrong) {
  auto options = patient();
  options.limits.body_bytes = 1000;
  const Served served(options);
  const std::vector<Case> cases{
      {chunked("zz\r\nbody\r\n0\r\n\r\n"), 400},
      {chunked("-4\r\nbody\r\n0\r\n\r\n"), 400},
      {chunked("\r\nbody\r\n0\r\n\r\n"), 400},
      {chunked("4\nbody\n0\n\n"), 400},
      {chunked("4\r\nbody0\r\n\r\n"), 400},
      {chunked("4\r\nbodyxx0\r\n\r\n"), 400},
      {chunked("4\r\nbody\r\n"), 400},  // ends inside
      {chunked("4\r\nbody\r\n0\r\n"), 400},
      {chunked("4\r\nbo"), 400},
      {chunked("4;=\r\nbody\r\n0\r\n\r\n"), 400},
      {chunked("ffffffffffffffffff\r\nbody\r\n0\r\n\r\n"), 400},
      {chunked("ffffffffffffffff\r\nbody\r\n0\r\n\r\n"), 413},
      {chunked("3e9\r\n"), 413},
      {chunked("4\r\nbody\r\n0\r\nbad trailer\r\n\r\n"), 400},
      {chunked("4;" + std::string(9'000, 'a')), 400},
  };
  for (const auto& hostile : cases)
    expect_refused(served, hostile);
  std::string many;
  for (int chunk = 0; chunk < 300; ++chunk)
    many += "4\r\nbody\r\n";
  expect_refused(served, {chunked(many + "0\r\n\r\n"), 413});
  expect_served(served);
}

TEST(HostileClient, RightChunksArriveByteForByte) {
  const Served served(patient());
  auto client = served.connect();
  for (const char byte :
       chunked("4;a=b\r\nbody\r\n3\r\n!!!\r\n0\r\nA: b\r\n\r\n") + chunked("0\r\n\r\n") + get("/"))
    client.send({&byte, 1});
  EXPECT_EQ(client.reply()->body, "POST / [body!!!] 127.0.0.1");
  EXPECT_EQ(client.reply()->body, "POST / [] 127.0.0.1");
  EXPECT_EQ(client.reply()->body, "GET / [] 127.0.0.1");
}

TEST(HostileClient, GarbageBehindGoodRequestsIsRefusedInItsTurn) {
  const Served served(patient());
  auto client = served.connect();
  client.send(get("/1") + get("/2") + "garbage\r\n\r\n" + get("/3"));
  EXPECT_EQ(client.reply()->body, "GET /1 [] 127.0.0.1");
  EXPECT_EQ(client.reply()->body, "GET /2 [] 127.0.0.1");
  EXPECT_EQ(client.reply()->status, 400);
  EXPECT_TRUE(client.closed_by_server());
}

TEST(HostileClient, ARefusedBodyDoesNotKeepTheReasonFromItsSender) {
  const Served served(patient());
  auto client = served.connect();
  client.send("POST / HTTP/1.1\r\nHost: s\r\nContent-Length: 8000000\r\n\r\n");
  client.send(std::string(8'000'000, 'x'));
  const auto reply = client.reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 413);
}

TEST(HostileClient, WhoSendsNothingIsLetGo) {
  auto options = patient();
  options.timeouts.first_byte = milliseconds(100);
  const Served served(options);
  auto client = served.connect();
  EXPECT_TRUE(client.closed_by_server());
  EXPECT_EQ(served.server.counters().timeouts_first_byte, 1U);
}

TEST(HostileClient, WhoIsIdleIsLetGo) {
  auto options = patient();
  options.timeouts.idle = milliseconds(100);
  const Served served(options);
  auto client = served.connect();
  client.send(get("/"));
  EXPECT_EQ(client.reply()->status, 200);
  EXPECT_TRUE(client.closed_by_server());
  EXPECT_EQ(served.server.counters().timeouts_idle, 1U);
}

// Sends a byte every few milliseconds, until there is an answer. Returns its status.
int trickle(RawClient& client, std::string_view start) {
  client.send(start);
  while (client.send("a") && !client.readable_within(milliseconds(3))) {
  }
  const auto reply = client.reply();
  return reply ? reply->status : 0;
}

TEST(HostileClient, AHeaderThatTricklesIs408) {
  auto options = patient();
  options.timeouts.header = milliseconds(200);
  const Served served(options);
  auto client = served.connect();
  EXPECT_EQ(trickle(client, "GET / HTTP/1.1\r\nA: "), 408);
  EXPECT_EQ(served.server.counters().timeouts_header, 1U);
  expect_served(served);
}

TEST(HostileClient, ABodyThatTricklesIs408) {
  auto options = patient();
  options.timeouts.body = milliseconds(200);
  const Served served(options);
  auto client = served.connect();
  EXPECT_EQ(trickle(client, "POST / HTTP/1.1\r\nHost: s\r\nContent-Length: 200000\r\n\r\n"), 408);
  EXPECT_EQ(served.server.counters().timeouts_body, 1U);
}

TEST(HostileClient, WhoDoesNotReadLosesTheConnection) {
  auto options = patient();
  options.timeouts.write = milliseconds(200);
  const auto large = text(std::string(32 * 1024 * 1024, 'x'));
  const Served served(options, [&](const auto& request, const auto& respond) {
    respond(request.path == "/large" ? large : text("small"));
  });
  RawClient client(served.server.port(), 4096);
  client.send(get("/large"));
  auto other = served.connect();
  other.send(get("/small"));
  EXPECT_EQ(other.reply()->body, "small");
  // The server's end is seen without reading: sending fails.
  while (client.send(get("/more"))) {
  }
  EXPECT_EQ(served.server.counters().timeouts_write, 1U);
  other.send(get("/small"));
  EXPECT_EQ(other.reply()->body, "small");
}

std::string mutated(std::string request, std::mt19937& random) {
  const auto below = [&](std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
  };
  const auto edits = 1 + below(4);
  for (std::size_t edit = 0; edit < edits && !request.empty(); ++edit) {
    const auto at = below(request.size());
    switch (below(6)) {
      case 0:
        request[at] = static_cast<char>(below(256));
        break;
      case 1:
        request.erase(at, 1 + below(8));
        break;
      case 2:
        request.insert(at, 1, static_cast<char>(below(256)));
        break;
      case 3:
        request.insert(at, request.substr(below(request.size()), below(40)));
        break;
      case 4:
        request[at] = static_cast<char>(request[at] ^ (1 << below(8)));
        break;
      default:
        request.resize(at);
        break;
    }
  }
  return request;
}

TEST(HostileClient, TenThousandMutationsOfGoodRequests) {
  auto options = patient();
  options.limits.header_bytes = 2048;
  options.limits.uri_bytes = 1024;
  options.limits.body_bytes = 4096;
  const Served served(options);
  const std::vector<std::string> good{
      get("/api/scanner/signals?exchange=okx&minStrength=60", "Accept-Encoding: gzip;q=0.5\r\n"),
      post("/api/scanner/scan", R"({"exchange": ["a", "b"]})",
           "Content-Type: application/json\r\n"),
      chunked("4;a=b\r\nbody\r\n0\r\nA: b\r\n\r\n") + get("/next"),
      "POST / HTTP/1.1\r\nHost: s\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\nbody",
      "HEAD / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
  };
  std::mt19937 random(20'240'229);  // NOLINT: a seed that stays
  for (int number = 0; number < 10'000; ++number) {
    const auto request = mutated(good.at(static_cast<std::size_t>(number) % good.size()), random);
    auto client = served.connect();
    client.send(request);
    client.end_sending();
    const auto answers = client.rest();
    if (!answers.empty()) {
      ASSERT_TRUE(answers.starts_with("HTTP/1.1 ")) << number << "\n" << request;
      ASSERT_FALSE(answers.starts_with("HTTP/1.1 500")) << number << "\n" << request;
    }
    if (number % 500 == 0) expect_served(served);
  }
  expect_served(served);
  EXPECT_EQ(served.server.counters().faults, 0U);
  EXPECT_EQ(served.server.counters().answers_missing, 0U);
  EXPECT_EQ(served.server.counters().requests_in_flight, 0U);
}

}  // namespace
}  // namespace scand::test
