#include "daemon/gateway/respond_once.h"

#include <atomic>
#include <utility>

#include "daemon/gateway/problem.h"

namespace scand::daemon::gateway {
namespace {

class Answer {
 public:
  Answer(std::shared_ptr<EventLoop> loop, std::weak_ptr<AnswerTaker> taker,
         AnswerQueue::Ticket ticket, std::shared_ptr<HttpCounters> counters)
      : loop_(std::move(loop)),
        taker_(std::move(taker)),
        ticket_(ticket),
        counters_(std::move(counters)) {
    count(counters_->requests_in_flight);
  }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;

  ~Answer() {
    if (given_) return;
    count(counters_->answers_missing);
    give(problem_response(status_problem(500, "the request was not answered; please report this")));
  }

  void give(Response response) {
    if (given_.exchange(true)) return;
    uncount(counters_->requests_in_flight);
    if (loop_->in_loop()) {
      hand_over(taker_, ticket_, std::move(response), *counters_);
      return;
    }
    loop_->post([taker = taker_, ticket = ticket_, counters = counters_,
                 response = std::move(response)]() mutable {
      hand_over(taker, ticket, std::move(response), *counters);
    });
  }

 private:
  static void hand_over(const std::weak_ptr<AnswerTaker>& taker, AnswerQueue::Ticket ticket,
                        Response response, HttpCounters& counters) {
    if (const auto there = taker.lock()) {
      there->take_answer(ticket, std::move(response));
    } else {
      count(counters.answers_unwanted);
    }
  }

  const std::shared_ptr<EventLoop> loop_;
  const std::weak_ptr<AnswerTaker> taker_;
  const AnswerQueue::Ticket ticket_;
  const std::shared_ptr<HttpCounters> counters_;
  std::atomic<bool> given_{false};
};

}  // namespace

Respond respond_once(std::shared_ptr<EventLoop> loop, std::weak_ptr<AnswerTaker> taker,
                     AnswerQueue::Ticket ticket, std::shared_ptr<HttpCounters> counters) {
  auto answer =
      std::make_shared<Answer>(std::move(loop), std::move(taker), ticket, std::move(counters));
  return [answer = std::move(answer)](Response response) { answer->give(std::move(response)); };
}

}  // namespace scand::daemon::gateway
