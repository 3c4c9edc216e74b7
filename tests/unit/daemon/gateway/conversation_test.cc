#include "daemon/gateway/conversation.h"

#include <gtest/gtest.h>
#include <vector>

#include "tests/kit/gateway/served.h"

namespace scand::daemon::gateway {
namespace {

using test::get;
using test::post;
using test::text;

// No socket and no thread: bytes in, answers out.
struct Talk {
  explicit Talk(const HttpServerOptions& options = {}) : parts(options, handler, clock) {}

  std::string said() {
    std::string all;
    for (const auto piece : talk.queue().writable(100))
      all += piece;
    (void)talk.queue().sent(all.size());
    return all;
  }

  base::ManualClock clock;
  std::vector<std::string> asked;
  test::FunctionHandler handler{
      [this](const Request& request, const Respond&) { asked.push_back(request.path); }};
  ServerParts parts;
  ConnectionLoop loop{parts, "test", nullptr};
  std::vector<AnswerQueue::Ticket> tickets;
  Conversation talk{loop, "peer", [this](AnswerQueue::Ticket ticket) {
                      tickets.push_back(ticket);
                      return Respond([](const Response&) {});
                    }};
};

TEST(Conversation, SaysWhatItWaitsFor) {
  Talk one;
  EXPECT_EQ(one.talk.waits_for(), Wait::first_byte);
  one.talk.read("GET / HT");
  EXPECT_EQ(one.talk.waits_for(), Wait::header);
  one.talk.read("TP/1.1\r\nHost: s\r\n\r\n");
  EXPECT_EQ(one.talk.waits_for(), Wait::none) << "the handler has its own deadlines";
  EXPECT_TRUE(one.talk.answer(one.tickets.at(0), text("x")));
  EXPECT_FALSE(one.talk.answer(one.tickets.at(0), text("y")));
  EXPECT_TRUE(one.said().starts_with("HTTP/1.1 200 OK\r\nDate: Tue, 14 Nov 2023 22:13:20 GMT\r\n"));
  EXPECT_EQ(one.talk.waits_for(), Wait::idle);
  one.talk.read("POST / HTTP/1.1\r\nHost: s\r\nContent-Length: 4\r\n\r\nbo");
  EXPECT_EQ(one.talk.waits_for(), Wait::body);
  one.talk.time_out("body");
  EXPECT_TRUE(one.talk.last_seen());
  EXPECT_TRUE(one.said().starts_with("HTTP/1.1 408 "));
}

TEST(Conversation, TakesNoMoreThanItMayAnswerAtOnce) {
  HttpServerOptions options;
  options.limits.pipelined = 2;
  Talk one(options);
  one.talk.read(get("/1") + get("/2") + get("/3"));
  EXPECT_EQ(one.asked, (std::vector<std::string>{"/1", "/2"}));
  EXPECT_FALSE(one.talk.wants_more());
  EXPECT_TRUE(one.talk.answer(one.tickets[1], text("two")));
  EXPECT_EQ(one.said(), "") << "in order";
  EXPECT_TRUE(one.talk.answer(one.tickets[0], text("one")));
  EXPECT_FALSE(one.said().empty());
  one.talk.read({});
  EXPECT_EQ(one.asked.back(), "/3");
  EXPECT_TRUE(one.talk.wants_more());
}

TEST(Conversation, WhatChangesSomethingWaitsForWhatIsBefore) {
  Talk one;
  one.talk.read(get("/1") + post("/2", "body") + get("/3"));
  EXPECT_EQ(one.asked.size(), 1U);
  EXPECT_EQ(one.talk.waits_for(), Wait::none) << "not the peer's fault";
  one.talk.end_input();
  EXPECT_TRUE(one.talk.answer(one.tickets[0], text("one")));
  (void)one.said();
  one.talk.read({});
  EXPECT_EQ(one.asked, (std::vector<std::string>{"/1", "/2"}));
  EXPECT_TRUE(one.talk.answer(one.tickets[1], text("two")));
  (void)one.said();
  one.talk.read({});
  EXPECT_EQ(one.asked.back(), "/3");
  EXPECT_TRUE(one.talk.last_seen()) << "all that came is taken, and no more will";
  EXPECT_TRUE(one.talk.answer(one.tickets[2], text("three")));
  EXPECT_NE(one.said().find("Connection: close"), std::string::npos);
}

TEST(Conversation, WhatIsRefusedBeforeItsBodyEndsIt) {
  HttpServerOptions options;
  options.allowed_origins = {"https://desk.example"};
  Talk one(options);
  one.talk.read(post("/1", "body", "Origin: https://evil.example\r\n") + get("/2"));
  EXPECT_TRUE(one.asked.empty());
  EXPECT_TRUE(one.talk.cut_short());
  EXPECT_TRUE(one.said().starts_with("HTTP/1.1 403 "));
}

}  // namespace
}  // namespace scand::daemon::gateway
