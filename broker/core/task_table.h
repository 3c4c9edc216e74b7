#pragma once
// Tasks in flight and the jobs that wait for each. Equal work (equal keys) is one task: a key finds
// the task that a further job can join.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "broker/core/client_ref.h"
#include "broker/core/events.h"
#include "broker/core/ready_queue.h"
#include "broker/core/retry_policy.h"
#include "lib/base/clock.h"
#include "proto/progress.h"
#include "proto/scan_task.h"

namespace scand::broker {

using JobNo = std::uint64_t;  // a job inside the core: 1, 2, 3 in order of acceptance

// One job that waits for a task.
struct Waiting {
  JobNo job = 0;
  std::size_t exchange = 0;  // which of the job's exchanges
  base::MonoTime deadline;   // until when the job wants the task to run
  bool shared = false;       // the task was made for another job
};

struct Task {
  // paused: between a failed attempt and the next; neither in the queue nor with a worker.
  // stopping: told to stop, nobody waits; only its worker's answer is still to come.
  enum class State : std::uint8_t { queued, running, paused, stopping };
  TaskId id = 0;
  proto::TaskKey key;
  Lane lane;    // that it was charged to
  Place place;  // that it last had in the queue
  State state = State::queued;
  std::uint32_t attempts = 0;  // begun
  Attempts ended;              // without a result
  base::MonoTime paused_until;
  WorkerId worker = 0;  // of the running attempt, like the next two
  base::MonoTime started;
  base::MonoTime deadline;
  proto::TaskProgress progress;
  std::vector<Waiting> waiting;

  [[nodiscard]] bool with_worker() const {
    return state == State::running || state == State::stopping;
  }
  // The latest time at which a waiting job wants an answer.
  [[nodiscard]] base::MonoTime wanted_until() const;
};

// References stay valid until the task is erased.
class TaskTable {
 public:
  // Makes a queued task and lets its key find it, in place of any earlier one.
  Task& make(proto::TaskKey key, Lane lane);
  [[nodiscard]] Task* find(TaskId id);
  [[nodiscard]] Task* find(const proto::TaskKey& key);
  [[nodiscard]] const Task* find(const proto::TaskKey& key) const;
  // Ids of the exchange's tasks, oldest first.
  [[nodiscard]] std::vector<TaskId> all_of(const std::string& exchange) const;
  void hide(const Task& task);  // its key no longer finds it: nobody can join
  void erase(TaskId id);
  [[nodiscard]] std::size_t size() const { return tasks_.size(); }

 private:
  TaskId last_ = 0;
  std::map<TaskId, Task> tasks_;
  std::map<proto::TaskKey, TaskId> by_key_;
};

}  // namespace scand::broker
