#include "lib/scan/fetcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>

#include "tests/kit/support/scan_control.h"
#include "tests/kit/support/scripted_client.h"

namespace scand::lib {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Grants one call per `gap`, and knows holds: enough of a limiter to see who asks when.
class PacedLimiter final : public rate::Limiter {
 public:
  explicit PacedLimiter(base::Nanos gap) : gap_(gap) {}
  rate::Grant acquire(const rate::Cost&, base::MonoTime now) override {
    const auto earliest = std::max(next_, held_until_);
    if (now < earliest) return {false, earliest};
    next_ = now + gap_;
    return {true, now};
  }
  void report(const rate::Feedback& feedback, base::MonoTime) override {
    reported.push_back(feedback);
  }
  void departed(const rate::Cost&, base::MonoTime granted, base::MonoTime sent) override {
    waited_to_leave.push_back(sent - granted);
  }
  void hold(base::MonoTime until, ErrorKind why, base::MonoTime) override {
    held_until_ = until;
    held_for.push_back(why);
  }
  std::vector<rate::Feedback> reported;
  std::vector<ErrorKind> held_for;
  std::vector<base::Nanos> waited_to_leave;

 private:
  base::Nanos gap_;
  base::MonoTime next_, held_until_;
};

class ByStatus final : public AnswerReader {
 public:
  std::optional<Refused> read(std::uint64_t tag, const http::Response& response,
                              base::WallTime) override {
    if (response.status == 429) return Refused{{ErrorKind::rate_limited, "slow down"}, seconds(3)};
    if (response.status == 418) return Refused{{ErrorKind::banned, "go away"}, seconds(120)};
    if (response.status != 200)
      return Refused{{ErrorKind::transient, "unavailable"}, base::Nanos(0)};
    taken[tag] = response.body;
    return std::nullopt;
  }
  std::vector<rate::Feedback> feedback(std::uint64_t, const http::Response&,
                                       base::WallTime) override {
    return {{.bucket = "weight", .used = 7}};
  }
  std::map<std::uint64_t, std::string> taken;
};

class FetcherTest : public ::testing::Test {
 protected:
  void set_script(test::ScriptedClient::Script script) {
    client_ = std::make_unique<test::ScriptedClient>(clock_, std::move(script));
  }

  Fetcher& make(FetchOptions options = {}) {
    fetcher_ =
        std::make_unique<Fetcher>(*client_, limiter_, clock_, control_, reader_, options, account_);
    return *fetcher_;
  }

  void add_calls(int count) {
    for (int i = 0; i < count; ++i)
      fetcher_->add(i, {.url = "u" + std::to_string(i), .cost = {{"weight", 1}}});
  }

  base::ManualClock clock_;
  PacedLimiter limiter_{milliseconds(0)};
  ByStatus reader_;
  test::HeldControl control_{base::MonoTime(seconds(60))};
  TimeAccount account_{base::MonoTime{}};
  std::unique_ptr<test::ScriptedClient> client_;
  std::unique_ptr<Fetcher> fetcher_;
};

TEST_F(FetcherTest, BringsEveryAnswerOnceAndKeepsToTheCap) {
  set_script([](const auto& request, auto) { return test::ok_answer(request.url); });
  auto& fetcher = make({.in_flight_max = 4});
  add_calls(20);
  std::vector<std::uint64_t> tags;
  for (;;) {
    auto fetched = fetcher.next();
    ASSERT_TRUE(fetched.ok());
    if (!fetched->has_value()) break;
    EXPECT_EQ(reader_.taken.at((*fetched)->tag), "u" + std::to_string((*fetched)->tag));
    tags.push_back((*fetched)->tag);
  }
  EXPECT_EQ(tags.size(), 20u);
  EXPECT_EQ(client_->peak_in_flight, 4u);
  EXPECT_EQ(fetcher.traffic().requests, 20u);
  EXPECT_EQ(fetcher.traffic().retries, 0u);
  EXPECT_EQ(limiter_.reported.size(), 20u);
}

TEST_F(FetcherTest, TimeIsNetworkWhileInFlightAndLimiterWhileNothingMayLeave) {
  limiter_ = PacedLimiter(seconds(1));
  set_script([](const auto&, auto) { return test::ok_answer("", milliseconds(200)); });
  auto& fetcher = make();
  add_calls(3);
  for (int i = 0; i < 3; ++i)
    ASSERT_TRUE(fetcher.next().ok());
  const auto timing = account_.close(clock_.mono());
  EXPECT_EQ(timing.network_ns, base::Nanos(milliseconds(600)).count());
  EXPECT_EQ(timing.limiter_ns, base::Nanos(milliseconds(1600)).count());
}

TEST_F(FetcherTest, ReportsToTheLimiterWhenAWaitingCallReallyLeft) {
  set_script([](const auto&, auto) { return test::ok_answer("", milliseconds(900)); });
  client_->connect_time = milliseconds(700);
  auto& fetcher = make();
  add_calls(2);
  for (int i = 0; i < 2; ++i)
    ASSERT_TRUE(fetcher.next().ok());
  EXPECT_THAT(limiter_.waited_to_leave,
              ::testing::ElementsAre(milliseconds(700), milliseconds(700)));
}

TEST_F(FetcherTest, ARefusalHoldsTheBudgetAndIsTriedOnceMore) {
  int calls = 0;
  set_script([&](const auto&, auto) {
    return ++calls == 1 ? test::status_answer(429) : test::ok_answer("x");
  });
  auto& fetcher = make();
  add_calls(1);
  const auto fetched = fetcher.next();
  ASSERT_TRUE(fetched.ok() && fetched->has_value());
  EXPECT_EQ((*fetched)->failure, std::nullopt);
  EXPECT_THAT(limiter_.held_for, ::testing::ElementsAre(ErrorKind::rate_limited));
  ASSERT_EQ(client_->sent.size(), 2u);
  EXPECT_GE(client_->sent[1].second - client_->sent[0].second, seconds(3));
  EXPECT_EQ(fetcher.traffic().retries, 1u);
}

TEST_F(FetcherTest, ABanIsNotTriedAgain) {
  set_script([](const auto&, auto) { return test::status_answer(418); });
  auto& fetcher = make();
  add_calls(1);
  const auto fetched = fetcher.next();
  ASSERT_TRUE(fetched.ok() && fetched->has_value());
  EXPECT_EQ((*fetched)->failure->kind, ErrorKind::banned);
  EXPECT_EQ(client_->sent.size(), 1u);
}

TEST_F(FetcherTest, TwoTriesAreAll) {
  set_script([](const auto&, auto) { return test::status_answer(503); });
  auto& fetcher = make();
  add_calls(1);
  const auto fetched = fetcher.next();
  ASSERT_TRUE(fetched.ok() && fetched->has_value());
  EXPECT_EQ((*fetched)->failure->kind, ErrorKind::transient);
  EXPECT_EQ(client_->sent.size(), 2u);
}

TEST_F(FetcherTest, TheDeadlineEndsTheTask) {
  set_script([](const auto&, auto) { return test::ok_answer("", seconds(9)); });
  auto& fetcher = make({.in_flight_max = 1});
  add_calls(20);
  int answers = 0;
  for (;;) {
    const auto fetched = fetcher.next();
    if (!fetched.ok()) {
      EXPECT_EQ(fetched.error().kind, ErrorKind::timeout);
      break;
    }
    ASSERT_TRUE(fetched->has_value());
    ++answers;
  }
  EXPECT_EQ(answers, 6);
  EXPECT_EQ(clock_.mono(), control_.deadline());
}

TEST_F(FetcherTest, ABudgetHeldPastTheDeadlineIsSaidAtOnce) {
  limiter_.hold(base::MonoTime(seconds(600)), ErrorKind::banned, clock_.mono());
  set_script([](const auto&, auto) { return test::ok_answer(""); });
  auto& fetcher = make();
  add_calls(1);
  const auto fetched = fetcher.next();
  ASSERT_FALSE(fetched.ok());
  EXPECT_EQ(fetched.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(clock_.mono(), base::MonoTime{});
  EXPECT_TRUE(client_->sent.empty());
}

TEST_F(FetcherTest, StopEndsTheTask) {
  set_script([](const auto&, auto) { return test::ok_answer(""); });
  auto& fetcher = make();
  add_calls(2);
  ASSERT_TRUE(fetcher.next().ok());
  control_.source.request_stop();
  const auto fetched = fetcher.next();
  ASSERT_FALSE(fetched.ok());
  EXPECT_EQ(fetched.error().kind, ErrorKind::cancelled);
}

TEST_F(FetcherTest, WhatIsInFlightIsAbortedWithTheFetcher) {
  set_script([](const auto& request, auto) {
    return test::ok_answer("", request.url == "u0" ? milliseconds(10) : milliseconds(5000));
  });
  auto& fetcher = make({.in_flight_max = 3});
  add_calls(5);
  ASSERT_TRUE(fetcher.next().ok());
  EXPECT_GT(client_->in_flight(), 0u);
  fetcher_.reset();
  EXPECT_EQ(client_->in_flight(), 0u);
}

TEST_F(FetcherTest, LearnsTheExchangesClock) {
  set_script([](const auto&, auto) {
    auto answer = test::ok_answer("");
    answer.outcome->headers.emplace_back("date", "Mon, 23 Nov 2026 06:05:14 GMT");
    return answer;
  });
  auto& fetcher = make();
  add_calls(1);
  ASSERT_TRUE(fetcher.next().ok());
  EXPECT_NE(fetcher.exchange_clock().offset_ms(), 0);
}

}  // namespace
}  // namespace scand::lib
