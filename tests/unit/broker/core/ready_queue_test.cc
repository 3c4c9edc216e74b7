#include "broker/core/ready_queue.h"

#include <gtest/gtest.h>
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
  queue.done("x");
  EXPECT_EQ(drain(queue), (std::vector<TaskId>{3}));
  EXPECT_EQ(queue.size(), 1U);
}

TEST(ReadyQueue, RunnableCountsWhatMayRun) {
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
  EXPECT_EQ(drain(queue), (std::vector<TaskId>{1, 3, 2})) << "b has had a turn";
}

TEST(ReadyQueue, AReturningTaskTakesItsOldPlace) {
  ReadyQueue queue(9);
  queue.push(1, "x", "a", normal);
  queue.push(2, "x", "a", normal);
  const auto first = queue.pop();
  ASSERT_TRUE(first);
  queue.done("x");
  queue.push_again(first->task, "x", "a", first->place);
  EXPECT_EQ(drain(queue), (std::vector<TaskId>{1, 2}));
}

TEST(ReadyQueue, RemovedIsGone) {
  ReadyQueue queue(9);
  queue.push(1, "x", "a", normal);
  EXPECT_TRUE(queue.remove(1));
  EXPECT_FALSE(queue.remove(1));
  EXPECT_TRUE(drain(queue).empty());
  queue.done("x");
  EXPECT_EQ(queue.running(), 0U) << "done without running is nothing";
}

}  // namespace
}  // namespace scand::broker
