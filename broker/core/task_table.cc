#include "broker/core/task_table.h"

#include <algorithm>
#include <utility>

namespace scand::broker {

base::MonoTime Task::latest_deadline() const {
  base::MonoTime latest{};
  for (const WaitingJob& job : waiting)
    latest = std::max(latest, job.deadline);
  return latest;
}

Task& TaskTable::add(proto::TaskKey key, Lane lane) {
  const TaskId id = ++last_;
  by_key_.insert_or_assign(key, id);
  Task task;
  task.id = id;
  task.key = std::move(key);
  task.lane = std::move(lane);
  return tasks_.emplace(id, std::move(task)).first->second;
}

Task* TaskTable::find(TaskId id) {
  const auto found = tasks_.find(id);
  return found == tasks_.end() ? nullptr : &found->second;
}

Task* TaskTable::find(const proto::TaskKey& key) {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : find(found->second);
}

const Task* TaskTable::find(const proto::TaskKey& key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &tasks_.at(found->second);
}

std::vector<TaskId> TaskTable::ids_of(const std::string& exchange) const {
  std::vector<TaskId> ids;
  for (const auto& [id, task] : tasks_)
    if (task.key.exchange == exchange) ids.push_back(id);
  return ids;
}

void TaskTable::unlist(const Task& task) {
  const auto found = by_key_.find(task.key);
  if (found != by_key_.end() && found->second == task.id) by_key_.erase(found);
}

void TaskTable::erase(TaskId id) {
  const auto found = tasks_.find(id);
  if (found == tasks_.end()) return;
  unlist(found->second);
  tasks_.erase(found);
}

}  // namespace scand::broker
