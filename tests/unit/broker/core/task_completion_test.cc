#include "broker/core/task_completion.h"

#include <gtest/gtest.h>

#include "scheduler_driver.h"

namespace scand::broker {
namespace {

using namespace test;
using proto::ErrorKind;

// Retries, through the scheduler.
class TaskCompletionTest : public SchedulerFixture {};

TEST_F(TaskCompletionTest, ALostAttemptIsRetriedByAnotherWorker) {
  request(1, "x");
  scheduler_.on_worker_ready(1);
  const auto first = dispatched().at(0);
  answer(first, event::Outcome::lost);
  EXPECT_EQ(listener_.take(), (Notes{"1 started", "1 requeued"}));
  scheduler_.on_worker_ready(2);
  const auto second = dispatched().at(0);
  EXPECT_EQ(second.task.attempt, 2U);
  EXPECT_EQ(second.worker, 2U);
  answer(first, event::Outcome::ok);
  EXPECT_EQ(counters_.stale_answers, 1U) << "the first attempt is fenced";
  answer(second, event::Outcome::lost);
  scheduler_.on_worker_ready(3);
  answer(dispatched().at(0), event::Outcome::lost);
  EXPECT_EQ(listener_.take().back(), "1 given up: it threw");
}

TEST_F(TaskCompletionTest, ATransientFailureIsRetriedAfterAPause) {
  const TaskId task = request(1, "x");
  scheduler_.on_worker_ready(1);
  answer(dispatched().at(0), event::Outcome::failed, proto::ErrorKind::network);
  EXPECT_EQ(listener_.take(), (Notes{"1 started", "1 requeued"}));
  scheduler_.on_worker_ready(1);
  EXPECT_TRUE(dispatched().empty()) << "it waits";
  const auto next = timers_.next();
  ASSERT_TRUE(next);
  EXPECT_GE(*next, base::MonoTime(500ms));
  EXPECT_LE(*next, base::MonoTime(1s));
  request(2, "y");
  const auto other = dispatched();
  ASSERT_EQ(other.size(), 1U) << "and does not hold up other tasks";
  EXPECT_EQ(other[0].task.key.exchange, "y");
  at(1s);
  scheduler_.on_retry_due(task);
  scheduler_.on_worker_ready(2);
  const auto second = dispatched().at(0);
  EXPECT_EQ(second.task.task_id, task);
  EXPECT_EQ(second.task.attempt, 2U);
  answer(second, event::Outcome::lost);
  scheduler_.on_worker_ready(3);
  const auto third = dispatched().at(0);
  answer(third, event::Outcome::failed, proto::ErrorKind::network);
  at(4s);
  scheduler_.on_retry_due(task);
  scheduler_.on_worker_ready(4);
  (void)listener_.take();
  const auto last = dispatched().at(0);
  EXPECT_EQ(last.task.attempt, 4U) << "losses are counted apart";
  answer(last, event::Outcome::failed, proto::ErrorKind::network);
  EXPECT_EQ(listener_.take(), (Notes{"1 started", "1 answered"})) << "three failures are enough";
  EXPECT_EQ(counters_.tasks_paused, 2U);
}

TEST_F(TaskCompletionTest, AJobThatCannotWaitForTheRetryGetsTheFailureNow) {
  request(1, "x", 100s);
  request(2, "x", 3s);
  scheduler_.on_worker_ready(1);
  const auto first = dispatched().at(0);
  (void)listener_.take();
  answer(first, event::Outcome::failed, proto::ErrorKind::transient);
  EXPECT_EQ(listener_.take(), (Notes{"1 requeued", "2 answered"}));
}

TEST_F(TaskCompletionTest, AFailureTooLateForARetryIsDelivered) {
  request(1, "x", 100s);
  scheduler_.on_worker_ready(1);
  const auto first = dispatched().at(0);
  at(97s);
  answer(first, event::Outcome::failed, proto::ErrorKind::network);
  EXPECT_EQ(listener_.take(), (Notes{"1 started", "1 answered"}));
  EXPECT_EQ(timers_.next(), std::nullopt);
}

TEST_F(TaskCompletionTest, OnlyAnswersOfTheExchangeAreRanked) {
  const auto run = [this](event::Outcome outcome, std::optional<proto::ErrorKind> kind) {
    request(1, "x");
    scheduler_.on_worker_ready(1);
    answer(dispatched().at(0), outcome, kind);
  };
  run(event::Outcome::failed, proto::ErrorKind::cancelled);
  EXPECT_TRUE(ranking_.best_first().empty());
  run(event::Outcome::ok, std::nullopt);
  run(event::Outcome::failed, proto::ErrorKind::tls);
  const auto rank = ranking_.best_first().at(0);
  EXPECT_EQ(rank.answers, 2U);
  EXPECT_DOUBLE_EQ(rank.duration_seconds, 2);
}

// The circuit breaker, through the core.
CoreConfig config() {
  CoreConfig config;
  config.circuit_failures = 2;
  config.circuit_pause = {10s, 40s};
  config.max_attempts = 1;
  return config;
}

// Makes this many scans of alpha fail.
void take_down(CoreDriver& driver, int scans = 2) {
  for (int i = 0; i < scans; ++i) {
    (void)driver.accept(request_for({"alpha"}), "c" + std::to_string(i));
    const auto tasks = all<command::Dispatch>(driver.ready(1));
    ASSERT_EQ(tasks.size(), 1U) << i;
    (void)driver.fail(tasks[0], ErrorKind::network);
  }
}

TEST(TaskCompletion, AnExchangeThatIsDownFailsAtOnceWithoutAffectingOthers) {
  CoreDriver driver(config());
  take_down(driver);
  EXPECT_EQ(driver.core().gauges().circuits_open, 1U);
  Commands commands;
  (void)driver.accept(request_for({"alpha", "beta"}), "c", &commands);
  const auto missing = the<command::Missing>(commands);
  EXPECT_EQ(missing.exchange, "alpha");
  EXPECT_EQ(missing.failure.kind, ErrorKind::network);
  EXPECT_EQ(missing.attempts, 0U);
  EXPECT_NE(missing.failure.message.find("alpha: not tried"), std::string::npos);
  const auto beta = the<command::Dispatch>(driver.ready(1));
  EXPECT_EQ(beta.task.key.exchange, "beta");
  EXPECT_EQ(the<command::Finish>(driver.answer(beta)).status, proto::JobStatus::partial);
  EXPECT_EQ(driver.core().counters().tasks_short_cut, 1U);
}

TEST(TaskCompletion, OneProbeFindsThatTheExchangeIsBack) {
  CoreDriver driver(config());
  take_down(driver);
  (void)driver.advance(10s);
  (void)driver.accept(request_for({"alpha"}), "probe");
  auto other = request_for({"alpha"});
  other.full_analysis = false;
  Commands commands;
  (void)driver.accept(other, "other", &commands);
  EXPECT_EQ(all<command::Missing>(commands).size(), 1U) << "there is one probe only";
  (void)driver.accept(request_for({"alpha"}), "joins", &commands);
  EXPECT_TRUE(all<command::Missing>(commands).empty()) << "equal work joins the probe";
  const auto probe = the<command::Dispatch>(driver.ready(1));
  const auto answered = driver.answer(probe);
  EXPECT_EQ(the<command::CircuitChanged>(answered).now.state, proto::CircuitReport::State::closed);
  EXPECT_EQ(all<command::Finish>(answered).size(), 2U);
  EXPECT_EQ(driver.core().gauges().circuits_open, 0U);
}

TEST(TaskCompletion, WaitingTasksAreRejectedWhenTheCircuitOpens) {
  CoreConfig few = config();
  few.bulkhead_per_exchange = 2;
  CoreDriver driver(few);
  std::vector<proto::ScanRequest> requests(4, request_for({"alpha"}));
  for (std::size_t i = 0; i < requests.size(); ++i) {
    requests[i].top_n.everywhere = static_cast<std::uint32_t>(i + 1);
    (void)driver.accept(requests[i], "c" + std::to_string(i));
  }
  const auto tasks = all<command::Dispatch>(driver.ready(1, 4));
  ASSERT_EQ(tasks.size(), 2U);
  (void)driver.fail(tasks[0], ErrorKind::network);  // a third one starts
  const auto opened = driver.fail(tasks[1], ErrorKind::network);
  EXPECT_EQ(all<command::CircuitChanged>(opened).size(), 1U);
  EXPECT_EQ(all<command::Missing>(opened).size(), 1U) << "the fourth task, which waited";
  EXPECT_EQ(driver.core().gauges().tasks_queued, 0U);
}

TEST(TaskCompletion, NoRetryWaitsForAnExchangeThatIsDown) {
  CoreConfig patient = config();
  patient.max_attempts = 3;
  CoreDriver driver(patient);
  (void)driver.accept(request_for({"alpha"}));
  const auto first = the<command::Dispatch>(driver.ready(1));
  EXPECT_TRUE(all<command::Finish>(driver.fail(first, ErrorKind::network)).empty());
  const auto second =
      the<command::Dispatch>(driver.advance(5s).empty() ? Commands{} : driver.ready(1));
  EXPECT_EQ(all<command::Finish>(driver.fail(second, ErrorKind::network)).size(), 1U);
  EXPECT_EQ(driver.core().gauges().tasks_paused, 0U);
}

TEST(TaskCompletion, ACancelledProbeMakesWayForTheNext) {
  CoreDriver driver(config());
  take_down(driver);
  (void)driver.advance(10s);
  const std::string probe = driver.accept(request_for({"alpha"}), "probe");
  (void)driver.send(event::Cancel{client("probe", "2"), probe});
  Commands commands;
  (void)driver.accept(request_for({"alpha"}), "next", &commands);
  EXPECT_TRUE(all<command::Missing>(commands).empty());
  EXPECT_EQ(all<command::Dispatch>(driver.ready(1)).size(), 1U);
}

}  // namespace
}  // namespace scand::broker
