#include "broker/core/task_table.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

using namespace std::chrono_literals;

proto::TaskKey key(const std::string& exchange) {
  proto::TaskKey made;
  made.exchange = exchange;
  return made;
}

TEST(TaskTable, EqualWorkIsFoundByItsKey) {
  TaskTable tasks;
  const Task& made = tasks.add(key("x"), "lane");
  EXPECT_EQ(made.id, 1U);
  EXPECT_EQ(made.lane, "lane");
  EXPECT_EQ(tasks.find(key("x")), &made);
  EXPECT_EQ(tasks.find(TaskId{1}), &made);
  EXPECT_EQ(tasks.find(key("y")), nullptr);
}

TEST(TaskTable, AnyDifferenceInTheKeyIsOtherWork) {
  TaskTable tasks;
  (void)tasks.add(key("x"), "");
  auto other = key("x");
  other.last_close_ms = 1;
  EXPECT_EQ(tasks.find(other), nullptr);
  other = key("x");
  other.universe.top_n = 1;
  EXPECT_EQ(tasks.find(other), nullptr);
  other = key("x");
  other.full_analysis = false;
  EXPECT_EQ(tasks.find(other), nullptr);
}

TEST(TaskTable, AnUnlistedTaskStaysButCannotBeJoined) {
  TaskTable tasks;
  const Task& made = tasks.add(key("x"), "");
  tasks.unlist(made);
  EXPECT_EQ(tasks.find(key("x")), nullptr);
  EXPECT_EQ(tasks.find(made.id), &made);
}

TEST(TaskTable, TheLaterOfTwoEqualTasksIsFound) {
  TaskTable tasks;
  const TaskId first = tasks.add(key("x"), "").id;
  const TaskId second = tasks.add(key("x"), "").id;
  EXPECT_EQ(tasks.find(key("x"))->id, second);
  tasks.erase(first);
  ASSERT_NE(tasks.find(key("x")), nullptr) << "erasing the earlier task leaves the key alone";
  tasks.erase(second);
  EXPECT_EQ(tasks.find(key("x")), nullptr);
  EXPECT_EQ(tasks.size(), 0U);
}

TEST(TaskTable, TheLatestDeadlineOfAllWaitingJobsCounts) {
  Task task;
  task.waiting = {{1, 0, base::MonoTime(5s), false}, {2, 0, base::MonoTime(3s), true}};
  EXPECT_EQ(task.latest_deadline(), base::MonoTime(5s));
}

}  // namespace
}  // namespace scand::broker
