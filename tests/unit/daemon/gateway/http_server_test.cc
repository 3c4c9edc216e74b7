#include "daemon/gateway/http_server.h"

#include <atomic>
#include <condition_variable>
#include <gtest/gtest.h>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/kit/gateway/served.h"

namespace scand::daemon::gateway {
namespace {

using test::echo;
using test::free_port;
using test::get;
using test::post;
using test::RawClient;
using test::Served;
using test::text;

// Keeps what it is asked until the test answers.
struct Kept {
  void take(Respond respond) {
    const std::lock_guard lock(mutex);
    asked.push_back(std::move(respond));
    arrived.notify_all();
  }
  void wait_for(std::size_t number) {
    std::unique_lock lock(mutex);
    ASSERT_TRUE(
        arrived.wait_for(lock, std::chrono::seconds(60), [&] { return asked.size() >= number; }));
  }
  std::mutex mutex;
  std::condition_variable arrived;
  std::vector<Respond> asked;
};

std::string why_not(const HttpServerOptions& options) {
  test::FunctionHandler handler(echo);
  const base::SystemClock clock;
  HttpServer server(options, handler, clock);
  try {
    server.start();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "started";
}

TEST(HttpServer, SaysWhenItsThreadsLastCameRound) {
  const base::SystemClock clock;
  const auto before = clock.mono();
  const Served served;
  const auto turned = [&] { return served.server.turns().at("http 0"); };
  const auto late = before + std::chrono::seconds(60);
  base::MonoTime first{};
  while ((first = turned()) == base::MonoTime{} && clock.mono() < late)
    std::this_thread::yield();
  EXPECT_GE(first, before);
  while (turned() == first && clock.mono() < late)
    std::this_thread::yield();
  EXPECT_GT(turned(), first) << "idle as it is";
}

TEST(HttpServer, CountsWhatItRefusesByKind) {
  const Served served;
  EXPECT_EQ(served.ask("GET / HTTP/1.1\r\n\r\n")->status, 400);
  auto begins = served.connect();
  begins.send("GET / HT");
  begins.end_sending();
  EXPECT_EQ(begins.reply()->status, 400);
  const auto& counters = served.server.counters();
  EXPECT_EQ(counters.requests_invalid, 2U);
  EXPECT_EQ(counters.requests_refused, 2U);
  EXPECT_EQ(counters.requests_unauthorized, 0U);
}

TEST(HttpServer, AnswersSeveralRequestsOfOneConnection) {
  const Served served;
  auto client = served.connect();
  client.send(get("/a%20b?x=1+2"));
  const auto first = client.reply();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->status, 200);
  EXPECT_EQ(first->body, "GET /a b?x=1 2 [] 127.0.0.1");
  EXPECT_EQ(first->header("x-content-type-options"), "nosniff");
  EXPECT_EQ(first->header("connection"), "");
  EXPECT_FALSE(first->header("date").empty());
  client.send(post("/c", "body", "Connection: close\r\n"));
  const auto second = client.reply();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->body, "POST /c [body] 127.0.0.1");
  EXPECT_EQ(second->header("connection"), "close");
  EXPECT_TRUE(client.closed_by_server());
}

TEST(HttpServer, PipelinedAnswersComeInOrderWhoeverIsReadyFirst) {
  Kept kept;
  const Served served(free_port(), [&](const Request& request, Respond respond) {
    if (request.path == "/slow") return kept.take(std::move(respond));
    respond(text(request.path));
  });
  auto client = served.connect();
  client.send(get("/slow") + get("/one") + get("/two"));
  kept.wait_for(1);
  kept.asked[0](text("late"));
  EXPECT_EQ(client.reply()->body, "late");
  EXPECT_EQ(client.reply()->body, "/one");
  EXPECT_EQ(client.reply()->body, "/two");
}

TEST(HttpServer, ManyPipelinedRequestsAreAllAnswered) {
  const Served served;
  auto client = served.connect();
  std::string all;
  for (int number = 0; number < 500; ++number)
    all += get("/" + std::to_string(number));
  std::thread sender([&] { client.send(all); });
  for (int number = 0; number < 500; ++number) {
    const auto reply = client.reply();
    ASSERT_TRUE(reply) << number;
    EXPECT_EQ(reply->body, "GET /" + std::to_string(number) + " [] 127.0.0.1");
  }
  sender.join();
}

TEST(HttpServer, ARequestThatChangesSomethingRunsAlone) {
  Kept kept;
  std::atomic<int> begun{0};
  const Served served(free_port(), [&](const Request&, Respond respond) {
    ++begun;
    kept.take(std::move(respond));
  });
  auto client = served.connect();
  client.send(post("/first", "1") + post("/second", "2") + get("/third"));
  for (std::size_t number = 1; number <= 3; ++number) {
    kept.wait_for(number);
    EXPECT_EQ(begun, static_cast<int>(number));
    kept.asked[number - 1](text(std::to_string(number)));
    EXPECT_EQ(client.reply()->body, std::to_string(number));
  }
}

TEST(HttpServer, ContinueIsSaidBeforeTheBodyAndNotToOneThatIsRefused) {
  const Served served;
  auto client = served.connect();
  client.send("POST /x HTTP/1.1\r\nHost: s\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.reply()->status, 100);
  client.send("body");
  EXPECT_EQ(client.reply()->body, "POST /x [body] 127.0.0.1");
  client.send(
      "POST /x HTTP/1.1\r\nHost: s\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.reply()->status, 413);
  EXPECT_TRUE(client.closed_by_server());
}

TEST(HttpServer, HeadIsGetWithoutItsBody) {
  const Served served;
  auto client = served.connect();
  client.send("HEAD /x HTTP/1.1\r\nHost: s\r\n\r\n");
  const auto reply = client.reply(true);
  EXPECT_EQ(reply->status, 200);
  EXPECT_EQ(reply->header("content-length"), "19");
  client.send(get("/y"));
  EXPECT_EQ(client.reply()->body, "GET /y [] 127.0.0.1");
}

TEST(HttpServer, Http10EndsUnlessItAsksToStay) {
  const Served served;
  auto client = served.connect();
  client.send("GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(client.reply()->header("connection"), "keep-alive");
  client.send("GET /x HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.reply()->header("connection"), "close");
  EXPECT_TRUE(client.closed_by_server());
}

TEST(HttpServer, AHalfClosedClientGetsItsAnswer) {
  Kept kept;
  const Served served(free_port(),
                      [&](const Request&, Respond respond) { kept.take(std::move(respond)); });
  auto client = served.connect();
  client.send(get("/x"));
  client.end_sending();
  kept.wait_for(1);
  kept.asked[0](text("there"));
  EXPECT_EQ(client.reply()->body, "there");
  EXPECT_TRUE(client.closed_by_server());
}

TEST(HttpServer, AnUncalledOrThrowingHandlerIs500AndAnAnswerToNobodyIsNothing) {
  Kept kept;
  Served served(free_port(), [&](const Request& request, Respond respond) {
    if (request.path == "/keep") return kept.take(std::move(respond));
    if (request.path == "/throw") throw std::runtime_error("broken");
  });
  EXPECT_EQ(served.ask(get("/drop"))->status, 500);
  EXPECT_EQ(served.ask(get("/throw"))->status, 500);
  EXPECT_EQ(served.server.counters().faults, 1U);
  EXPECT_EQ(served.server.counters().answers_missing, 2U);
  auto client = served.connect();
  client.send(get("/keep"));
  kept.wait_for(1);
  EXPECT_EQ(served.server.counters().requests_in_flight, 1U);
  client.reset();
  served.server.stop(std::chrono::milliseconds(0));
  kept.asked[0](text("too late"));
  kept.asked[0](text("again"));
  EXPECT_EQ(served.server.counters().requests_in_flight, 0U);
}

TEST(HttpServer, StoppingAnswersWhatIsBeingAnswered) {
  Kept kept;
  Served served(free_port(),
                [&](const Request&, Respond respond) { kept.take(std::move(respond)); });
  auto idle = served.connect();
  auto client = served.connect();
  client.send(get("/x"));
  kept.wait_for(1);
  std::thread stopper([&] { served.server.stop(std::chrono::seconds(60)); });
  EXPECT_TRUE(idle.closed_by_server());
  kept.asked[0](text("last"));
  const auto reply = client.reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body, "last");
  EXPECT_EQ(reply->header("connection"), "close");
  EXPECT_TRUE(client.closed_by_server());
  stopper.join();
  EXPECT_THROW(RawClient(served.server.port()), std::runtime_error);
}

TEST(HttpServer, TooManyConnectionsAreToldToComeAgain) {
  auto options = free_port();
  options.limits.connections = 2;
  const Served served(options);
  auto first = served.connect();
  auto second = served.connect();
  first.send(get("/"));
  second.send(get("/"));
  EXPECT_EQ(first.reply()->status, 200);
  EXPECT_EQ(second.reply()->status, 200);
  auto third = served.connect();
  const auto reply = third.reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 503);
  EXPECT_EQ(reply->header("retry-after"), "5");
  EXPECT_TRUE(third.closed_by_server());
  EXPECT_EQ(served.server.counters().connections_refused_total, 1U);
  first.send(get("/"));
  EXPECT_EQ(first.reply()->status, 200) << "those inside are not disturbed";
}

TEST(HttpServer, TooManyRequestsAtOnceAre503AndTheConnectionStays) {
  Kept kept;
  auto options = free_port();
  options.limits.requests = 1;
  const Served served(options,
                      [&](const Request&, Respond respond) { kept.take(std::move(respond)); });
  auto first = served.connect();
  first.send(get("/"));
  kept.wait_for(1);
  auto second = served.connect();
  second.send(get("/"));
  EXPECT_EQ(second.reply()->status, 503);
  kept.asked[0](text("done"));
  EXPECT_EQ(first.reply()->body, "done");
  second.send(get("/"));
  kept.wait_for(2);
  kept.asked[1](text("now"));
  EXPECT_EQ(second.reply()->body, "now");
}

TEST(HttpServer, SaysWhyItDoesNotStart) {
  const Served served;
  auto options = free_port();
  options.port = served.server.port();
  EXPECT_NE(why_not(options).find(served.server.endpoint()), std::string::npos);
  EXPECT_NE(why_not(options).find("another program"), std::string::npos);
  options.address = "localhost";
  options.token_file = "/nowhere";
  EXPECT_NE(why_not(options).find("/nowhere"), std::string::npos);
  options.token_file.clear();
  options.address = "0.0.0.0";
  EXPECT_NE(why_not(options).find("refusing to listen"), std::string::npos);
  EXPECT_NE(why_not(options).find("TLS"), std::string::npos);
}

}  // namespace
}  // namespace scand::daemon::gateway
