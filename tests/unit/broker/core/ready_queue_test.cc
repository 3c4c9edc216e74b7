#include "broker/core/ready_queue.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace scand::broker {
namespace {

using enum proto::Priority;

std::vector<TaskId> drain(ReadyQueue& queue) {
  std::vector<TaskId> order;
  while (const auto next = queue.pop())
    order.push_back(next->task);
  return order;
}

TEST(ReadyQueue, FirstComeFirstServed) {
  ReadyQueue queue(9);
  queue.push(1, "x", "a", normal);
  queue.push(2, "y", "a", normal);
  queue.push(3, "x", "a", normal);
  EXPECT_EQ(drain(queue), (std::vector<TaskId>{1, 2, 3}));
}

TEST(ReadyQueue, PriorityComesFirst) {
  ReadyQueue queue(9);
  queue.push(1, "x", "a", low);
  queue.push(2, "x", "b", normal);
  queue.push(3, "x", "c", high);
  EXPECT_EQ(drain(queue), (std::vector<TaskId>{3, 2, 1}));
}

TEST(ReadyQueue, AChattyLaneDoesNotStarveAnother) {
  ReadyQueue queue(1000);
  for (TaskId task = 1; task <= 100; ++task)
    queue.push(task, "x", "chatty", normal);
  queue.push(201, "x", "quiet", normal);
  queue.push(202, "x", "quiet", normal);
  const auto order = drain(queue);
  EXPECT_EQ((std::vector<TaskId>(order.begin(), order.begin() + 4)),
            (std::vector<TaskId>{1, 201, 2, 202}));
}

TEST(ReadyQueue, AFullExchangeIsPassedOver) {
  ReadyQueue queue(2);
  for (TaskId task = 1; task <= 4; ++task)
    queue.push(task, "x", "a", high);
  queue.push(5, "y", "a", low);
  EXPECT_EQ(drain(queue), (std::vector<TaskId>{1, 2, 5}));
  EXPECT_EQ(queue.running(), 3U);
  queue.release_slot("x");
  EXPECT_EQ(drain(queue), (std::vector<TaskId>{3}));
  EXPECT_EQ(queue.size(), 1U);
}

TEST(ReadyQueue, RunnableCountsTasksThatMayRun) {
  ReadyQueue queue(2);
  for (TaskId task = 1; task <= 4; ++task)
    queue.push(task, "x", "a", normal);
  queue.push(5, "y", "a", normal);
  EXPECT_EQ(queue.runnable(), 3U);
  (void)queue.pop();
  EXPECT_EQ(queue.runnable(), 2U);
}

TEST(ReadyQueue, AJobThatJoinsCanMoveATaskUpAndNeverDown) {
  ReadyQueue queue(9);
  queue.push(1, "x", "a", high);
  queue.push(2, "x", "a", normal);
  queue.push(3, "x", "a", normal);
  queue.join(3, "b", high);
  queue.join(1, "b", low);
  EXPECT_EQ(drain(queue), (std::vector<TaskId>{1, 3, 2}));
}

TEST(ReadyQueue, JoiningIsChargedToTheLane) {
  ReadyQueue queue(9);
  queue.push(1, "x", "a", normal);
  queue.join(1, "b", normal);
  queue.push(2, "x", "b", normal);
  queue.push(3, "x", "c", normal);
  EXPECT_EQ(drain(queue), (std::vector<TaskId>{1, 3, 2})) << "b has had its turn";
}

TEST(ReadyQueue, ARequeuedTaskTakesItsOldPlace) {
  ReadyQueue queue(9);
  queue.push(1, "x", "a", normal);
  queue.push(2, "x", "a", normal);
  const auto first = queue.pop();
  ASSERT_TRUE(first);
  queue.release_slot("x");
  queue.requeue(first->task, "x", "a", first->place);
  EXPECT_EQ(drain(queue), (std::vector<TaskId>{1, 2}));
}

TEST(ReadyQueue, ARemovedTaskIsNotPopped) {
  ReadyQueue queue(9);
  queue.push(1, "x", "a", normal);
  EXPECT_TRUE(queue.remove(1));
  EXPECT_FALSE(queue.remove(1));
  EXPECT_TRUE(drain(queue).empty());
  queue.release_slot("x");
  EXPECT_EQ(queue.running(), 0U) << "releasing a free slot does nothing";
}

TEST(FairClock, TagsOfOneLaneLieApart) {
  FairClock clock;
  const FairTag first = clock.charge("a");
  clock.on_enqueued("a");
  const FairTag second = clock.charge("a");
  clock.on_enqueued("a");
  EXPECT_GT(second, first);
  EXPECT_EQ(clock.charge("b"), first) << "another lane does not stand behind the pile";
}

TEST(FairClock, WaitingWorkIsOvertakenForABoundedTime) {
  FairClock clock;
  (void)clock.charge("patient");
  const FairTag waiting = clock.charge("patient");
  clock.on_enqueued("patient");
  // New lanes keep coming, with one piece of work each. Sooner or later their tags are behind the
  // waiting one.
  int overtakers = 0;
  for (; overtakers < 100; ++overtakers) {
    const std::string lane = "new" + std::to_string(overtakers);
    if (clock.charge(lane) > waiting) break;
    clock.on_enqueued(lane);
    clock.on_served();
    clock.on_dequeued(lane);
  }
  EXPECT_LE(overtakers, 3) << "two lanes have work, so a round is two turns";
}

TEST(FairClock, AllLanesStartLevelWhenNothingWaits) {
  FairClock clock;
  for (int i = 0; i < 5; ++i) {
    (void)clock.charge("greedy");
    clock.on_enqueued("greedy");
  }
  for (int i = 0; i < 5; ++i)
    clock.on_dequeued("greedy");
  EXPECT_EQ(clock.charge("greedy"), clock.charge("new"));
}

TEST(FairClock, IdleLanesAreForgottenPastABound) {
  FairClock clock;
  (void)clock.charge("busy");
  clock.on_enqueued("busy");
  const FairTag next = clock.charge("busy");
  for (int i = 0; i < 10'000; ++i) {
    (void)clock.charge(std::to_string(i));
    EXPECT_LE(clock.lanes(), FairClock::kIdleLanesKept + 1);
  }
  EXPECT_GT(clock.charge("busy"), next) << "a lane with work is remembered";
}

TEST(FairClock, DequeuingFromAnUnknownLaneDoesNothing) {
  FairClock clock;
  clock.on_dequeued("nobody");
  EXPECT_EQ(clock.lanes(), 0U);
}

}  // namespace
}  // namespace scand::broker
