#include "daemon/http/respond_once.h"

#include <atomic>
#include <optional>
#include <utility>

namespace scand::daemon::http {
namespace {

class PendingAnswer {
 public:
  PendingAnswer(std::shared_ptr<EventLoop> loop, std::weak_ptr<AnswerTaker> taker,
                AnswerQueue::Ticket ticket, std::shared_ptr<Counters> counters)
      : loop_(std::move(loop)),
        taker_(std::move(taker)),
        ticket_(ticket),
        counters_(std::move(counters)) {
    count(counters_->requests_in_flight);
  }
  PendingAnswer(const PendingAnswer&) = delete;
  PendingAnswer& operator=(const PendingAnswer&) = delete;

  ~PendingAnswer() {
    if (given_) return;
    count(counters_->answers_missing);
    give(std::nullopt);
  }

  void give(std::optional<Response> response) {
    if (given_.exchange(true)) return;
    uncount(counters_->requests_in_flight);
    if (loop_->in_loop()) {
      hand_over(taker_, ticket_, response, *counters_);
      return;
    }
    loop_->post(
        [taker = taker_, ticket = ticket_, counters = counters_, response = std::move(response)] {
          hand_over(taker, ticket, response, *counters);
        });
  }

 private:
  static void hand_over(const std::weak_ptr<AnswerTaker>& taker, AnswerQueue::Ticket ticket,
                        const std::optional<Response>& response, Counters& counters) {
    if (const auto there = taker.lock()) {
      there->take_answer(ticket, response ? &*response : nullptr);
    } else {
      count(counters.answers_unwanted);
    }
  }

  const std::shared_ptr<EventLoop> loop_;
  const std::weak_ptr<AnswerTaker> taker_;
  const AnswerQueue::Ticket ticket_;
  const std::shared_ptr<Counters> counters_;
  std::atomic<bool> given_{false};
};

}  // namespace

Respond respond_once(std::shared_ptr<EventLoop> loop, std::weak_ptr<AnswerTaker> taker,
                     AnswerQueue::Ticket ticket, std::shared_ptr<Counters> counters) {
  auto answer = std::make_shared<PendingAnswer>(std::move(loop), std::move(taker), ticket,
                                                std::move(counters));
  return [answer = std::move(answer)](Response response) { answer->give(std::move(response)); };
}

}  // namespace scand::daemon::http
