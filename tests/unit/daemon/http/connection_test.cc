#include <gtest/gtest.h>
#include <vector>

#include "daemon/http/server.h"
#include "tests/kit/http/kept.h"
#include "tests/kit/http/served.h"

namespace scand::daemon::http {
namespace {

using std::chrono::milliseconds;
using test::free_port;
using test::get;
using test::Kept;
using test::post;
using test::Served;
using test::text;

TEST(Connection, TheHandlerMayTakeLongerThanThePeer) {
  Kept kept;
  auto options = free_port();
  const milliseconds brief{30};
  options.timeouts = {milliseconds(60'000), brief, brief, brief, milliseconds(60'000), brief};
  const Served served(options,
                      [&](const Request&, Respond respond) { kept.take(std::move(respond)); });
  auto client = served.connect();
  client.send(get("/"));
  kept.wait_for(1);
  EXPECT_FALSE(client.readable_within(5 * brief));
  kept.asked[0](text("late"));
  EXPECT_EQ(client.reply()->body, "late");
  EXPECT_TRUE(client.closed_by_server()) << "idle from the answer on";
  EXPECT_EQ(served.server.counters().timeouts_idle, 1U);
}

TEST(Connection, TakesNoMoreThanItMayAnswerAtOnce) {
  Kept kept;
  auto options = free_port();
  options.limits.pipelined = 2;
  const Served served(options,
                      [&](const Request&, Respond respond) { kept.take(std::move(respond)); });
  auto client = served.connect();
  client.send(get("/1") + get("/2") + get("/3"));
  kept.wait_for(2);
  kept.asked[1](text("two"));
  EXPECT_FALSE(client.readable_within(milliseconds(30))) << "in order";
  EXPECT_EQ(served.server.counters().requests_in_flight, 1U) << "the third has to wait";
  kept.asked[0](text("one"));
  EXPECT_EQ(client.reply()->body, "one");
  EXPECT_EQ(client.reply()->body, "two");
  kept.wait_for(3);
  kept.asked[2](text("three"));
  EXPECT_EQ(client.reply()->body, "three");
}

TEST(Connection, ARequestThatChangesSomethingWaitsForThoseBeforeIt) {
  Kept kept;
  const Served served(free_port(),
                      [&](const Request&, Respond respond) { kept.take(std::move(respond)); });
  auto client = served.connect();
  client.send(get("/1") + post("/2", "body") + get("/3"));
  client.end_sending();
  for (std::size_t number = 1; number <= 3; ++number) {
    kept.wait_for(number);
    EXPECT_EQ(served.server.counters().requests_in_flight, 1U);
    kept.asked[number - 1](text(std::to_string(number)));
    const auto reply = client.reply();
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->body, std::to_string(number));
  }
  EXPECT_TRUE(client.closed_by_server()) << "all that came is answered, and no more will come";
}

TEST(Connection, ARefusalBeforeTheBodyEndsIt) {
  const auto forbid = [](Request&) {
    return Admission{text("not you", 403), {{"Vary", "Origin"}}};
  };
  std::vector<std::string> asked;
  const Served served(
      free_port(), [&](const Request& request, const Respond&) { asked.push_back(request.path); },
      forbid);
  auto client = served.connect();
  client.send(post("/1", "body") + get("/2"));
  const auto reply = client.reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 403);
  EXPECT_EQ(reply->header("vary"), "Origin");
  EXPECT_EQ(reply->header("connection"), "close");
  EXPECT_TRUE(client.closed_by_server());
  EXPECT_TRUE(asked.empty());
  EXPECT_EQ(served.server.counters().requests_invalid, 1U);
}

TEST(Connection, CountsWhoIsNotKnown) {
  const Served served(free_port(), test::echo, [](Request&) {
    return Admission{text("who?", 401), {}};
  });
  auto client = served.connect();
  client.send(get("/1") + get("/2"));
  EXPECT_EQ(client.reply()->status, 401);
  EXPECT_EQ(client.reply()->status, 401) << "without a body the connection stays";
  EXPECT_EQ(served.server.counters().requests_unauthorized, 2U);
  EXPECT_EQ(served.server.counters().requests_invalid, 0U);
}

TEST(Connection, ALargeAnswerArrivesWholeAtAClientThatReadsSlowly) {
  std::string large(8 * 1024 * 1024, 'x');
  for (std::size_t at = 0; at < large.size(); at += 1000)
    large[at] = static_cast<char>('a' + at / 1000 % 26);
  const auto response = text(large);
  const Served served(free_port(),
                      [&](const Request&, const Respond& respond) { respond(response); });
  test::RawClient client(served.server.port(), 4096);
  client.send(get("/1") + get("/2"));
  EXPECT_EQ(client.reply()->body, large);
  EXPECT_EQ(client.reply()->body, large);
}

TEST(Connection, TheLimitOnOpenRequestsCarriesTheAdmissionsHeadersToo) {
  auto options = free_port();
  options.limits.requests = 0;
  const Served served(options, test::echo, [](Request&) {
    return Admission{std::nullopt, {{"Vary", "Origin"}}};
  });
  const auto reply = served.ask(get("/"));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 503);
  EXPECT_EQ(reply->header("retry-after"), "5");
  EXPECT_EQ(reply->header("vary"), "Origin");
}

}  // namespace
}  // namespace scand::daemon::http
