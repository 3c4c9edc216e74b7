#include "daemon/http/respond_once.h"

#include <future>
#include <gtest/gtest.h>

namespace scand::daemon::http {
namespace {

struct Taker final : AnswerTaker {
  void take_answer(AnswerQueue::Ticket ticket, const Response* response) override {
    taken.set_value({ticket, response == nullptr ? 0 : response->status});
  }
  std::promise<std::pair<AnswerQueue::Ticket, int>> taken;
};

struct Fixture : testing::Test {
  Fixture() { loop->start(); }
  ~Fixture() override { loop->stop(); }
  std::shared_ptr<EventLoop> loop =
      std::make_shared<EventLoop>("test", [](std::string_view) { FAIL(); });
  std::shared_ptr<Taker> taker = std::make_shared<Taker>();
  std::shared_ptr<Counters> counters = std::make_shared<Counters>();
};
using RespondOnce = Fixture;

TEST_F(RespondOnce, DeliversTheFirstAnswerOnTheLoop) {
  const auto respond = respond_once(loop, taker, 7, counters);
  EXPECT_EQ(counters->requests_in_flight, 1U);
  Response response;
  response.status = 201;
  respond(response);
  respond(Response());
  EXPECT_EQ(taker->taken.get_future().get(), std::pair(AnswerQueue::Ticket{7}, 201));
  EXPECT_EQ(counters->requests_in_flight, 0U);
}

TEST_F(RespondOnce, DestroyedUncalledItTellsThatNoAnswerComes) {
  {
    const auto respond = respond_once(loop, taker, 7, counters);
    const auto copy = respond;  // NOLINT: the last copy counts
  }
  EXPECT_EQ(taker->taken.get_future().get().second, 0);
  EXPECT_EQ(counters->answers_missing, 1U);
}

TEST_F(RespondOnce, CountsAnAnswerWithoutAConnection) {
  const auto respond = respond_once(loop, taker, 7, counters);
  taker.reset();
  respond(Response());
  std::promise<void> after;
  loop->post([&] { after.set_value(); });
  after.get_future().wait();
  EXPECT_EQ(counters->answers_unwanted, 1U);
}

}  // namespace
}  // namespace scand::daemon::http
