#include "broker/core/scheduler.h"

#include <gtest/gtest.h>

#include "scheduler_driver.h"

namespace scand::broker {
namespace {

using namespace test;

class SchedulerTest : public SchedulerFixture {};

TEST_F(SchedulerTest, NothingIsDispatchedWithoutACredit) {
  request(1, "x");
  EXPECT_TRUE(dispatched().empty());
  scheduler_.on_worker_ready(7);
  const auto tasks = dispatched();
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].worker, 7U);
  EXPECT_EQ(tasks[0].deadline, base::MonoTime(100s));
  EXPECT_EQ(tasks[0].task.deadline_ms, 100'000);
  EXPECT_EQ(listener_.take(), (Notes{"1 started"}));
  EXPECT_TRUE(dispatched().empty());
}

TEST_F(SchedulerTest, EqualWorkIsJoinedWhetherQueuedOrRunning) {
  const TaskId task = request(1, "x");
  EXPECT_EQ(request(2, "x", 50s), task);
  scheduler_.on_worker_ready(1);
  const auto tasks = dispatched();
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(request(3, "x", 90s), task);
  EXPECT_TRUE(all<command::ExtendTask>(turn_.commands).empty()) << "its deadline is late enough";
  (void)listener_.take();
  answer(tasks[0], event::Outcome::ok);
  EXPECT_EQ(listener_.take(), (Notes{"1 answered", "2 answered", "3 answered"}));
  EXPECT_EQ(counters_.tasks_joined, 2U);
}

TEST_F(SchedulerTest, ALaterDeadlineExtendsARunningTask) {
  request(1, "x", 100s);
  scheduler_.on_worker_ready(1);
  (void)dispatched();
  request(2, "x", 200s);
  EXPECT_EQ(the<command::ExtendTask>(turn_.commands).deadline, base::MonoTime(200s));
  EXPECT_EQ(timers_.next(), base::MonoTime(201s)) << "and its worker is overdue later";
}

TEST_F(SchedulerTest, ATaskAboutToEndIsNotExtended) {
  const TaskId first = request(1, "x", 100s);
  scheduler_.on_worker_ready(1);
  (void)dispatched();
  at(99s);
  EXPECT_EQ(request(2, "x", 100s), first) << "this job needs no more time";
  const TaskId second = request(3, "x", 200s);
  EXPECT_NE(second, first);
  EXPECT_EQ(request(4, "x", 300s), second) << "later jobs join the new task";
}

TEST_F(SchedulerTest, ATaskStopsWhenItsLastJobLeaves) {
  const TaskId task = request(1, "x");
  request(2, "x");
  scheduler_.on_worker_ready(1);
  const auto tasks = dispatched();
  scheduler_.leave(turn_, task, 1);
  EXPECT_TRUE(all<command::StopTask>(turn_.commands).empty());
  scheduler_.leave(turn_, task, 2);
  EXPECT_EQ(the<command::StopTask>(turn_.commands).task_id, task);
  EXPECT_EQ(timers_.next(), base::MonoTime(5s)) << "the worker has the stop grace to answer";
  EXPECT_NE(request(3, "x"), task) << "a stopping task cannot be joined";
  (void)listener_.take();
  answer(tasks[0], event::Outcome::ok);
  EXPECT_TRUE(listener_.take().empty());
  EXPECT_EQ(counters_.tasks_stopped, 1U);
}

TEST_F(SchedulerTest, AQueuedTaskWithoutJobsIsDropped) {
  const TaskId task = request(1, "x");
  scheduler_.leave(turn_, task, 1);
  scheduler_.on_worker_ready(1);
  EXPECT_TRUE(dispatched().empty());
  EXPECT_TRUE(turn_.commands.empty());
  EXPECT_EQ(counters_.tasks_dropped, 1U);
}

TEST_F(SchedulerTest, AJobThatCannotWaitEndsThePauseItJoins) {
  const TaskId task = request(1, "x");
  scheduler_.on_worker_ready(1);
  answer(dispatched().at(0), event::Outcome::failed, proto::ErrorKind::network);
  EXPECT_EQ(request(2, "x", 60s), task);
  scheduler_.on_worker_ready(1);
  EXPECT_TRUE(dispatched().empty());
  EXPECT_EQ(request(3, "x", 2s), task);
  EXPECT_EQ(dispatched().at(0).task.attempt, 2U);
}

TEST_F(SchedulerTest, APausedTaskWithoutJobsIsDropped) {
  const TaskId task = request(1, "x");
  scheduler_.on_worker_ready(1);
  answer(dispatched().at(0), event::Outcome::failed, proto::ErrorKind::network);
  scheduler_.leave(turn_, task, 1);
  EXPECT_EQ(timers_.next(), std::nullopt);
  CoreGauges gauges;
  scheduler_.fill_gauges(gauges);
  EXPECT_EQ(gauges.tasks_paused + gauges.tasks_queued + gauges.tasks_running, 0U);
}

TEST_F(SchedulerTest, AWorkerIsLostASecondAfterItsDeadline) {
  request(1, "x", 100s);
  scheduler_.on_worker_ready(1);
  const auto task = dispatched().at(0);
  EXPECT_EQ(timers_.next(), base::MonoTime(101s));
  answer(task, event::Outcome::ok);
  EXPECT_EQ(timers_.next(), std::nullopt);
}

TEST_F(SchedulerTest, AnOverdueWorkerIsReplacedAndItsSlotFreed) {
  request(1, "x", 100s);
  scheduler_.on_worker_ready(1);
  const auto first = dispatched().at(0);
  at(101s);
  scheduler_.on_worker_overdue(turn_, first.task.task_id);
  EXPECT_EQ(the<command::ReplaceWorker>(turn_.commands).worker, 1U);
  EXPECT_EQ(listener_.take(), (Notes{"1 started", "1 requeued"}));
  request(2, "x", 300s);
  scheduler_.on_worker_ready(2);
  EXPECT_EQ(dispatched().size(), 1U) << "the stuck worker does not hold the exchange's slot";
}

TEST_F(SchedulerTest, ATaskThatIsTooLateIsNotStarted) {
  request(1, "x", 100s);
  request(2, "y", 200s);
  scheduler_.on_worker_ready(1);
  at(100s);
  const auto tasks = dispatched();
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].task.key.exchange, "y") << "the credit goes to the task that still has time";
  EXPECT_EQ(listener_.take(), (Notes{"1 expired", "2 started"}));
  CoreGauges gauges;
  scheduler_.fill_gauges(gauges);
  EXPECT_EQ(gauges.tasks_running, 1U);
}

TEST_F(SchedulerTest, ProgressReachesAllWaitingJobsAndStaleProgressNone) {
  request(1, "x");
  request(2, "x");
  scheduler_.on_worker_ready(1);
  const auto task = dispatched().at(0);
  (void)listener_.take();
  scheduler_.on_task_progress({1, task.task.task_id, 1, {proto::TaskProgress::Stage::scan, 5, 9}});
  EXPECT_EQ(listener_.take(), (Notes{"1 progress 5", "2 progress 5"}));
  scheduler_.on_task_progress({1, task.task.task_id, 2, {}});
  scheduler_.on_task_progress({2, task.task.task_id, 1, {}});
  EXPECT_TRUE(listener_.take().empty());
  EXPECT_EQ(counters_.stale_progress, 2U);
}

TEST_F(SchedulerTest, GaugesShowAStarvingPool) {
  request(1, "x");
  request(2, "y");
  CoreGauges gauges;
  scheduler_.fill_gauges(gauges);
  EXPECT_EQ(gauges.tasks_queued, 2U);
  EXPECT_EQ(gauges.tasks_starving, 2U);
  scheduler_.on_worker_ready(1);
  (void)dispatched();
  scheduler_.fill_gauges(gauges);
  EXPECT_EQ(gauges.tasks_running, 1U);
  EXPECT_EQ(gauges.workers_busy, 1U);
  EXPECT_EQ(gauges.tasks_starving, 1U);
}

}  // namespace
}  // namespace scand::broker
