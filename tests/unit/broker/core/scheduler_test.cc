#include "broker/core/scheduler.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "core_driver.h"

namespace scand::broker {
namespace {

using namespace test;

// Writes down what jobs are told.
class Listener final : public TaskListener {
 public:
  void started(Turn& /*turn*/, const Waiting& waiting, const Task& /*task*/) override {
    note("started", waiting);
  }
  void told(const Waiting& waiting, const Task& task) override {
    note("told " + std::to_string(task.progress.done), waiting);
  }
  void answered(Turn& /*turn*/, const Waiting& waiting, const Task& /*task*/,
                const event::TaskAnswered& /*answer*/) override {
    note("answered", waiting);
  }
  void not_tried(Turn& /*turn*/, const Waiting& waiting, const proto::Failure& why) override {
    note("not tried: " + why.message, waiting);
  }
  void expired(Turn& /*turn*/, const Waiting& waiting) override { note("expired", waiting); }
  void queued_again(const Waiting& waiting) override { note("again", waiting); }
  void gave_up(Turn& /*turn*/, const Waiting& waiting, const Task& /*task*/,
               const std::string& last) override {
    note("gave up: " + last, waiting);
  }
  std::vector<std::string> take() { return std::exchange(notes_, {}); }

 private:
  void note(const std::string& what, const Waiting& waiting) {
    notes_.push_back(std::to_string(waiting.job) + ' ' + what);
  }
  std::vector<std::string> notes_;
};

class SchedulerTest : public testing::Test {
 protected:
  using Notes = std::vector<std::string>;

  TaskId want(JobNo job, const std::string& exchange, base::Nanos until = 100s) {
    proto::TaskKey key;
    key.exchange = exchange;
    return scheduler_
        .want(turn_, {job, 0, key, "lane", proto::Priority::normal, base::MonoTime(until)})
        .id;
  }
  std::vector<command::Dispatch> dispatched() {
    turn_.commands.clear();
    scheduler_.dispatch(turn_);
    return all<command::Dispatch>(turn_.commands);
  }
  void answer(const command::Dispatch& task, event::Outcome outcome,
              std::optional<proto::ErrorKind> kind = std::nullopt) {
    auto answered = CoreDriver::answer_of(task, outcome, kind, 2s);
    if (outcome == event::Outcome::lost) answered.message = "it threw";
    scheduler_.answered(turn_, answered);
  }
  void at(base::Nanos time) { turn_ = {{base::MonoTime(time), {}}, {}}; }

  static CoreConfig one_at_a_time() {
    CoreConfig config;
    config.bulkhead_per_exchange = 1;
    return config;
  }

  CoreConfig config_ = one_at_a_time();
  Timers timers_;
  Ranking ranking_;
  CoreCounters counters_;
  Listener listener_;
  Scheduler scheduler_{config_, timers_, ranking_, counters_, listener_};
  Turn turn_;
};

TEST_F(SchedulerTest, NothingIsDispatchedWithoutACredit) {
  want(1, "x");
  EXPECT_TRUE(dispatched().empty());
  scheduler_.ready(7);
  const auto tasks = dispatched();
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].worker, 7U);
  EXPECT_EQ(tasks[0].deadline, base::MonoTime(100s));
  EXPECT_EQ(tasks[0].task.deadline_ms, 100'000);
  EXPECT_EQ(listener_.take(), (Notes{"1 started"}));
  EXPECT_TRUE(dispatched().empty());
}

TEST_F(SchedulerTest, EqualWorkIsJoinedWhetherQueuedOrRunning) {
  const TaskId task = want(1, "x");
  EXPECT_EQ(want(2, "x", 50s), task);
  scheduler_.ready(1);
  const auto tasks = dispatched();
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(want(3, "x", 90s), task);
  EXPECT_TRUE(all<command::ExtendTask>(turn_.commands).empty()) << "it runs long enough";
  (void)listener_.take();
  answer(tasks[0], event::Outcome::ok);
  EXPECT_EQ(listener_.take(), (Notes{"1 answered", "2 answered", "3 answered"}));
  EXPECT_EQ(counters_.tasks_joined, 2U);
}

TEST_F(SchedulerTest, ALaterDeadlineExtendsWhatRuns) {
  want(1, "x", 100s);
  scheduler_.ready(1);
  (void)dispatched();
  want(2, "x", 200s);
  EXPECT_EQ(the<command::ExtendTask>(turn_.commands).deadline, base::MonoTime(200s));
  EXPECT_EQ(timers_.next(), base::MonoTime(201s)) << "it is lost later, too";
}

TEST_F(SchedulerTest, WhatIsAboutToEndIsNotProlonged) {
  const TaskId first = want(1, "x", 100s);
  scheduler_.ready(1);
  (void)dispatched();
  at(99s);
  EXPECT_EQ(want(2, "x", 100s), first) << "that needs no more time";
  const TaskId second = want(3, "x", 200s);
  EXPECT_NE(second, first);
  EXPECT_EQ(want(4, "x", 300s), second) << "the new one is the one to join";
}

TEST_F(SchedulerTest, TheLastToLeaveTurnsOutTheLight) {
  const TaskId task = want(1, "x");
  want(2, "x");
  scheduler_.ready(1);
  const auto tasks = dispatched();
  scheduler_.leave(turn_, task, 1);
  EXPECT_TRUE(all<command::StopTask>(turn_.commands).empty());
  scheduler_.leave(turn_, task, 2);
  EXPECT_EQ(the<command::StopTask>(turn_.commands).task_id, task);
  EXPECT_EQ(timers_.next(), base::MonoTime(5s)) << "stopped, it has the grace to come back";
  EXPECT_NE(want(3, "x"), task) << "what is stopping cannot be joined";
  (void)listener_.take();
  answer(tasks[0], event::Outcome::ok);
  EXPECT_TRUE(listener_.take().empty());
  EXPECT_EQ(counters_.tasks_stopped, 1U);
}

TEST_F(SchedulerTest, AQueuedTaskThatNobodyWantsIsDropped) {
  const TaskId task = want(1, "x");
  scheduler_.leave(turn_, task, 1);
  scheduler_.ready(1);
  EXPECT_TRUE(dispatched().empty());
  EXPECT_TRUE(turn_.commands.empty());
  EXPECT_EQ(counters_.tasks_dropped, 1U);
}

TEST_F(SchedulerTest, ALostAttemptIsRunAgainByAnother) {
  want(1, "x");
  scheduler_.ready(1);
  const auto first = dispatched().at(0);
  answer(first, event::Outcome::lost);
  EXPECT_EQ(listener_.take(), (Notes{"1 started", "1 again"}));
  scheduler_.ready(2);
  const auto second = dispatched().at(0);
  EXPECT_EQ(second.task.attempt, 2U);
  EXPECT_EQ(second.worker, 2U);
  answer(first, event::Outcome::ok);
  EXPECT_EQ(counters_.stale_answers, 1U) << "the first attempt is fenced";
  answer(second, event::Outcome::lost);
  scheduler_.ready(3);
  answer(dispatched().at(0), event::Outcome::lost);
  EXPECT_EQ(listener_.take().back(), "1 gave up: it threw");
}

TEST_F(SchedulerTest, AFailureThatMayPassIsTriedAgainAfterAPause) {
  const TaskId task = want(1, "x");
  scheduler_.ready(1);
  answer(dispatched().at(0), event::Outcome::failed, proto::ErrorKind::network);
  EXPECT_EQ(listener_.take(), (Notes{"1 started", "1 again"}));
  scheduler_.ready(1);
  EXPECT_TRUE(dispatched().empty()) << "it waits";
  const auto next = timers_.next();
  ASSERT_TRUE(next);
  EXPECT_GE(*next, base::MonoTime(500ms));
  EXPECT_LE(*next, base::MonoTime(1s));
  want(2, "y");
  const auto other = dispatched();
  ASSERT_EQ(other.size(), 1U) << "and holds up nobody";
  EXPECT_EQ(other[0].task.key.exchange, "y");
  at(1s);
  scheduler_.wake(task);
  scheduler_.ready(2);
  const auto second = dispatched().at(0);
  EXPECT_EQ(second.task.task_id, task);
  EXPECT_EQ(second.task.attempt, 2U);
  answer(second, event::Outcome::lost);
  scheduler_.ready(3);
  const auto third = dispatched().at(0);
  answer(third, event::Outcome::failed, proto::ErrorKind::network);
  at(4s);
  scheduler_.wake(task);
  scheduler_.ready(4);
  (void)listener_.take();
  const auto last = dispatched().at(0);
  EXPECT_EQ(last.task.attempt, 4U) << "the loss was counted apart";
  answer(last, event::Outcome::failed, proto::ErrorKind::network);
  EXPECT_EQ(listener_.take(), (Notes{"1 started", "1 answered"})) << "three failures are enough";
  EXPECT_EQ(counters_.tasks_paused, 2U);
}

TEST_F(SchedulerTest, WhoCannotWaitForAnotherAttemptIsToldNow) {
  want(1, "x", 100s);
  want(2, "x", 3s);
  scheduler_.ready(1);
  const auto first = dispatched().at(0);
  (void)listener_.take();
  answer(first, event::Outcome::failed, proto::ErrorKind::transient);
  EXPECT_EQ(listener_.take(), (Notes{"1 again", "2 answered"}));
}

TEST_F(SchedulerTest, AFailureTooLateForAnotherAttemptIsDelivered) {
  want(1, "x", 100s);
  scheduler_.ready(1);
  const auto first = dispatched().at(0);
  at(97s);
  answer(first, event::Outcome::failed, proto::ErrorKind::network);
  EXPECT_EQ(listener_.take(), (Notes{"1 started", "1 answered"}));
  EXPECT_EQ(timers_.next(), std::nullopt);
}

TEST_F(SchedulerTest, WhoJoinsAPauseAndCannotWaitEndsIt) {
  const TaskId task = want(1, "x");
  scheduler_.ready(1);
  answer(dispatched().at(0), event::Outcome::failed, proto::ErrorKind::network);
  EXPECT_EQ(want(2, "x", 60s), task);
  scheduler_.ready(1);
  EXPECT_TRUE(dispatched().empty());
  EXPECT_EQ(want(3, "x", 2s), task);
  EXPECT_EQ(dispatched().at(0).task.attempt, 2U);
}

TEST_F(SchedulerTest, APausedTaskThatNobodyWantsIsDropped) {
  const TaskId task = want(1, "x");
  scheduler_.ready(1);
  answer(dispatched().at(0), event::Outcome::failed, proto::ErrorKind::network);
  scheduler_.leave(turn_, task, 1);
  EXPECT_EQ(timers_.next(), std::nullopt);
  CoreGauges gauges;
  scheduler_.fill(gauges);
  EXPECT_EQ(gauges.tasks_paused + gauges.tasks_queued + gauges.tasks_running, 0U);
}

TEST_F(SchedulerTest, AWorkerIsLostASecondAfterItsDeadline) {
  want(1, "x", 100s);
  scheduler_.ready(1);
  const auto task = dispatched().at(0);
  EXPECT_EQ(timers_.next(), base::MonoTime(101s));
  answer(task, event::Outcome::ok);
  EXPECT_EQ(timers_.next(), std::nullopt);
}

TEST_F(SchedulerTest, AnOverdueWorkerIsReplacedAndItsPlaceFree) {
  want(1, "x", 100s);
  scheduler_.ready(1);
  const auto first = dispatched().at(0);
  at(101s);
  scheduler_.overdue(turn_, first.task.task_id);
  EXPECT_EQ(the<command::ReplaceWorker>(turn_.commands).worker, 1U);
  EXPECT_EQ(listener_.take(), (Notes{"1 started", "1 again"}));
  want(2, "x", 300s);
  scheduler_.ready(2);
  EXPECT_EQ(dispatched().size(), 1U) << "the exchange's place is not held by the stuck one";
}

TEST_F(SchedulerTest, WhatIsTooLateIsNotBegun) {
  want(1, "x", 100s);
  want(2, "y", 200s);
  scheduler_.ready(1);
  at(100s);
  const auto tasks = dispatched();
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].task.key.exchange, "y") << "the credit goes to what can still be done";
  EXPECT_EQ(listener_.take(), (Notes{"1 expired", "2 started"}));
  CoreGauges gauges;
  scheduler_.fill(gauges);
  EXPECT_EQ(gauges.tasks_running, 1U);
}

TEST_F(SchedulerTest, OnlyWhatTheExchangeDidIsRanked) {
  const auto run = [this](event::Outcome outcome, std::optional<proto::ErrorKind> kind) {
    want(1, "x");
    scheduler_.ready(1);
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

TEST_F(SchedulerTest, ProgressReachesAllWhoWaitAndStaleProgressNobody) {
  want(1, "x");
  want(2, "x");
  scheduler_.ready(1);
  const auto task = dispatched().at(0);
  (void)listener_.take();
  scheduler_.told({1, task.task.task_id, 1, {proto::TaskProgress::Stage::scan, 5, 9}});
  EXPECT_EQ(listener_.take(), (Notes{"1 told 5", "2 told 5"}));
  scheduler_.told({1, task.task.task_id, 2, {}});
  scheduler_.told({2, task.task.task_id, 1, {}});
  EXPECT_TRUE(listener_.take().empty());
  EXPECT_EQ(counters_.stale_progress, 2U);
}

TEST_F(SchedulerTest, GaugesTellAStarvingPool) {
  want(1, "x");
  want(2, "y");
  CoreGauges gauges;
  scheduler_.fill(gauges);
  EXPECT_EQ(gauges.tasks_queued, 2U);
  EXPECT_EQ(gauges.tasks_starving, 2U);
  scheduler_.ready(1);
  (void)dispatched();
  scheduler_.fill(gauges);
  EXPECT_EQ(gauges.tasks_running, 1U);
  EXPECT_EQ(gauges.workers_busy, 1U);
  EXPECT_EQ(gauges.tasks_starving, 1U);
}

}  // namespace
}  // namespace scand::broker
