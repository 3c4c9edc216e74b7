#include "broker/core/task_states.h"

#include <gtest/gtest.h>

#include "core_driver.h"

namespace scand::broker {
namespace {

using namespace test;

class TaskStatesTest : public testing::Test {
 protected:
  Task& create(const std::string& exchange, base::Nanos deadline = 100s) {
    proto::TaskKey key;
    key.exchange = exchange;
    return states_.create(key, "lane", proto::Priority::normal,
                          WaitingJob{1, 0, base::MonoTime(deadline), false});
  }
  // The next task starts on worker 1.
  Task& start(base::Nanos now = 0s) {
    const auto next = states_.pop_next();
    Task& task = *states_.table().find(next.value().task);
    states_.start(task, next->place, 1, base::MonoTime(now));
    return task;
  }

  CoreConfig config_;
  Timers timers_;
  CircuitBreaker circuits_{config_};
  TaskStates states_{config_, timers_, circuits_};
};

TEST_F(TaskStatesTest, ARunningTaskHasASlotAndAnOverdueTimer) {
  create("x");
  EXPECT_EQ(states_.queue().size(), 1U);
  const Task& task = start(7s);
  EXPECT_EQ(task.state, Task::State::running);
  EXPECT_EQ(task.attempts, 1U);
  EXPECT_EQ(task.started, base::MonoTime(7s));
  EXPECT_EQ(task.deadline, base::MonoTime(100s));
  EXPECT_EQ(states_.queue().size(), 0U);
  EXPECT_EQ(states_.queue().running(), 1U);
  EXPECT_EQ(timers_.next(), base::MonoTime(100s) + config_.lost_after);
}

TEST_F(TaskStatesTest, APauseHasARetryTimerAndNoSlot) {
  create("x");
  Task& task = start();
  states_.end_attempt(task);
  states_.pause(task, base::MonoTime(5s));
  EXPECT_EQ(states_.queue().running(), 0U);
  EXPECT_EQ(states_.paused(), 1U);
  EXPECT_EQ(timers_.next(), base::MonoTime(5s));
  states_.resume(task);
  EXPECT_EQ(task.state, Task::State::queued);
  EXPECT_EQ(states_.queue().size(), 1U);
  EXPECT_EQ(states_.paused(), 0U);
  EXPECT_EQ(timers_.next(), std::nullopt);
}

TEST_F(TaskStatesTest, AStoppingTaskIsOverdueAfterTheStopGraceAtTheLatest) {
  create("x");
  Task& task = start();
  const proto::TaskKey key = task.key;
  states_.stop(task, base::MonoTime(1s));
  EXPECT_EQ(timers_.next(), base::MonoTime(1s) + config_.stop_grace);
  EXPECT_EQ(states_.table().find(key), nullptr) << "no job can join it";
  states_.extend(task, base::MonoTime(200s));
  states_.stop(task, base::MonoTime(199s));
  EXPECT_EQ(timers_.next(), base::MonoTime(200s) + config_.lost_after) << "whichever is earlier";
}

TEST_F(TaskStatesTest, RemovingLeavesNothingBehind) {
  Task& queued = create("queued");
  EXPECT_EQ(states_.remove(queued).key.exchange, "queued");
  create("popped");
  (void)states_.discard_popped(*states_.table().find(states_.pop_next().value().task));
  create("paused");
  Task& paused = start();
  states_.end_attempt(paused);
  states_.pause(paused, base::MonoTime(5s));
  (void)states_.remove(paused);
  EXPECT_EQ(states_.table().size(), 0U);
  EXPECT_EQ(states_.queue().size() + states_.queue().running() + states_.paused(), 0U);
  EXPECT_EQ(timers_.size(), 0U);
}

}  // namespace
}  // namespace scand::broker
