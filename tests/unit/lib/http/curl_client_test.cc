#include "lib/http/curl_client.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "tests/kit/support/http_fixture.h"

namespace scand::lib::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class CurlClientTest : public HttpTest {};

TEST_F(CurlClientTest, FetchesPlainAndOverTls) {
  for (const std::string port : {"plain", "good"}) {
    const auto answer = get(url(port, "/plain"));
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "xxxxx");
    EXPECT_EQ(answer->http_version, "1.1");
    EXPECT_EQ(answer->header("content-type"), "text/plain");
    EXPECT_EQ(answer->header("x-twice"), "one");
    EXPECT_EQ(answer->header("absent"), "");
    EXPECT_GT(answer->wire_bytes, 60U);
  }
}

TEST_F(CurlClientTest, AnyStatusIsAnAnswer) {
  for (const int status : {400, 403, 418, 429, 451, 500, 503}) {
    const auto answer = get(url("plain", "/status?code=" + std::to_string(status)));
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(answer->status, status);
    EXPECT_EQ(answer->header("retry-after"), "7");
    EXPECT_EQ(answer->body, "{\"msg\":\"slow down\"}");
  }
}

TEST_F(CurlClientTest, ARedirectIsNotFollowed) {
  const auto answer = get(url("plain", "/redirect"));
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->status, 302);
  EXPECT_EQ(answer->header("location"), "/plain");
}

TEST_F(CurlClientTest, TheFinalAnswersHeadersCount) {
  const auto answer = get(url("plain", "/hints"));
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->header("link"), "");
  EXPECT_EQ(answer->header("x-final"), "yes");
}

TEST_F(CurlClientTest, SendsItsHeadersAndItsName) {
  auto wished = options();
  wished.user_agent = "scand/test";
  CurlClient client(wished, clock_);
  auto asked = request(url("plain", "/about"));
  asked.headers = {{"X-Key", "value"}, {"X-Empty", ""}};
  const auto answer = fetch(client, std::move(asked)).outcome;
  ASSERT_TRUE(answer.ok());
  EXPECT_NE(answer->body.find("\"user-agent\": \"scand/test\""), std::string::npos) << answer->body;
  EXPECT_NE(answer->body.find("\"x-key\": \"value\""), std::string::npos);
  EXPECT_NE(answer->body.find("\"accept-encoding\": \"deflate, gzip, br, zstd\""),
            std::string::npos);
}

TEST_F(CurlClientTest, SendsFromTheEgressAddress) {
  auto wished = options();
  wished.egress_address = "127.0.0.77";
  CurlClient client(wished, clock_);
  const auto answer = get(client, url("plain", "/about"));
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_NE(answer->body.find("\"peer\": \"127.0.0.77\""), std::string::npos) << answer->body;
}

TEST_F(CurlClientTest, BodiesAreDecompressed) {
  const auto answer = get(url("good", "/gzip"));
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_EQ(answer->body, std::string(10000, 'a'));
  EXPECT_LT(answer->wire_bytes, 1000U);
}

TEST_F(CurlClientTest, ManyAreInFlightAtOnce) {
  CurlClient client(options(), clock_);
  for (std::uint64_t tag = 0; tag < 16; ++tag) {
    client.start(tag, request(url("good", "/barrier?of=16")));
  }
  EXPECT_EQ(client.in_flight(), 16U);
  auto all = finish(client);
  ASSERT_EQ(all.size(), 16U);
  std::sort(all.begin(), all.end(), [](auto& a, auto& b) { return a.tag < b.tag; });
  for (std::uint64_t tag = 0; tag < 16; ++tag) {
    EXPECT_EQ(all[tag].tag, tag);
    ASSERT_TRUE(all[tag].outcome.ok()) << all[tag].outcome.error().message;
    ASSERT_TRUE(all[tag].sent.has_value());
    EXPECT_LE(all[tag].started, *all[tag].sent);
    EXPECT_LE(*all[tag].sent, all[tag].ended);
  }
}

TEST_F(CurlClientTest, ConnectionsAreKeptBetweenTasksAndBoundedForAHost) {
  auto wished = options();
  wished.max_connections_per_host = 4;
  CurlClient client(wished, clock_);
  const int before = connections();
  for (int task = 0; task < 3; ++task) {
    for (std::uint64_t tag = 0; tag < 40; ++tag) {
      client.start(tag, request(url("good", "/plain?size=1000")));
    }
    for (const auto& one : finish(client))
      EXPECT_TRUE(one.outcome.ok());
    client.abort_all();
  }
  const int opened = connections() - before - 1;  // but for the first count's own
  EXPECT_GE(opened, 1);
  EXPECT_LE(opened, 4);
}

TEST_F(CurlClientTest, WaitingForAFreeConnectionIsNotConnecting) {
  auto wished = options();
  wished.max_connections_per_host = 1;
  wished.connect_timeout = milliseconds(100);
  CurlClient client(wished, clock_);
  ASSERT_TRUE(get(client, url("good", "/plain")).ok());
  client.start(1, request(url("good", "/barrier?of=2")));
  client.start(2, request(url("good", "/plain")));
  EXPECT_TRUE(client.poll(in(milliseconds(300)), {}).empty());
  EXPECT_TRUE(get(url("good", "/barrier?of=2")).ok());
  for (const auto& one : finish(client)) {
    EXPECT_TRUE(one.outcome.ok()) << one.outcome.error().message;
  }
}

TEST_F(CurlClientTest, Http2SharesOneConnection) {
  CurlClient client(options(), clock_);
  for (std::uint64_t tag = 0; tag < 50; ++tag) {
    client.start(tag, request(url("h2", "/barrier?of=50")));
  }
  const auto all = finish(client);
  ASSERT_EQ(all.size(), 50U);
  for (const auto& one : all) {
    ASSERT_TRUE(one.outcome.ok()) << one.outcome.error().message;
    EXPECT_EQ(one.outcome->http_version, "2");
    EXPECT_EQ(one.outcome->header("x-front-protocol"), "HTTP/2.0");
    EXPECT_EQ(one.outcome->header("x-front-connection"),
              all.front().outcome->header("x-front-connection"));
  }
}

TEST_F(CurlClientTest, AStopEndsTheWaitAndAbortAllEndsTheRest) {
  CurlClient client(options(), clock_);
  std::stop_source stop;
  client.start(1, request(url("good", "/silent")));
  const std::jthread stopper([&] {
    while (HttpTest::asked("/silent") == 0) {
    }
    stop.request_stop();
  });
  const auto until = in(kAmple);
  EXPECT_TRUE(client.poll(until, stop.get_token()).empty());
  EXPECT_LT(clock_.mono(), until);
  EXPECT_TRUE(client.poll(until, stop.get_token()).empty());  // at once from now on
  EXPECT_LT(clock_.mono(), until);
  EXPECT_EQ(client.in_flight(), 1U);
  client.abort_all();
  EXPECT_EQ(client.in_flight(), 0U);
  EXPECT_TRUE(client.poll(clock_.mono(), {}).empty());
  EXPECT_TRUE(get(client, url("good", "/plain")).ok());
}

TEST_F(CurlClientTest, AStopFromAnotherThreadEndsAnIdleWait) {
  CurlClient client(options(), clock_);
  const auto until = in(kAmple);
  for (int round = 0; round < 50; ++round) {  // some stops come before the wait, most during it
    std::stop_source stop;
    std::atomic<bool> about_to_wait{false};
    const std::jthread stopper([&] {
      about_to_wait.wait(false);
      stop.request_stop();
    });
    about_to_wait = true;
    about_to_wait.notify_one();
    EXPECT_TRUE(client.poll(until, stop.get_token()).empty());
    ASSERT_LT(clock_.mono(), until);
  }
}

TEST_F(CurlClientTest, AWakeEndsOneWait) {
  CurlClient client(options(), clock_);
  const auto until = in(kAmple);
  client.wake();  // before the wait
  EXPECT_TRUE(client.poll(until, {}).empty());
  const std::jthread waker([&] { client.wake(); });  // before or during
  EXPECT_TRUE(client.poll(until, {}).empty());
  EXPECT_LT(clock_.mono(), until);
}

TEST_F(CurlClientTest, WithNothingInFlightItWaitsUntilTheGivenTime) {
  CurlClient client(options(), clock_);
  const auto until = in(milliseconds(30));
  EXPECT_TRUE(client.poll(until, {}).empty());
  EXPECT_GE(clock_.mono(), until);
}

TEST_F(CurlClientTest, APassedDeadlineIsATimeoutAndNothingIsSent) {
  CurlClient client(options(), clock_);
  const int before = asked("/plain");
  auto late = fetch(client, request(url("plain", "/plain"), milliseconds(-1)));
  ASSERT_FALSE(late.outcome.ok());
  EXPECT_EQ(late.outcome.error().kind, ErrorKind::timeout);
  EXPECT_FALSE(late.sent.has_value());
  EXPECT_EQ(asked("/plain"), before);
}

}  // namespace
}  // namespace scand::lib::http
