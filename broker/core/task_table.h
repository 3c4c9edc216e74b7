#pragma once
// Tasks in flight, and the jobs that wait for each. Equal work is one task: a second job with an
// equal key finds the task and joins it. Data and look-ups only; TaskStates moves tasks between
// their states. Bounded by the jobs: each exchange of a job needs at most one task.

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

using JobNo = std::uint64_t;  // the core's own number of a job: 1, 2, 3 in order of acceptance

// One job that waits for a task.
struct WaitingJob {
  JobNo job = 0;
  std::size_t exchange = 0;  // index of the job's exchange
  base::MonoTime deadline;   // when the job needs the answer
  bool shared = false;       // the task was created for another job
};

struct Task {
  enum class State : std::uint8_t {
    queued,   // in the ready queue
    running,  // a worker has it
    paused,   // between a failed attempt and the next; not in the queue, no worker
    stopping  // the worker was told to stop; no job waits, only the worker's answer is awaited
  };
  TaskId id = 0;
  proto::TaskKey key;
  Lane lane;    // the client that it was charged to
  Place place;  // its latest place in the queue
  State state = State::queued;
  std::uint32_t attempts = 0;   // started
  EndedAttempts ended;          // without a result
  base::MonoTime paused_until;  // with paused

  // Of the latest attempt.
  WorkerId worker = 0;
  base::MonoTime started;
  base::MonoTime deadline;
  proto::TaskProgress progress;

  std::vector<WaitingJob> waiting;

  [[nodiscard]] bool has_worker() const {
    return state == State::running || state == State::stopping;
  }
  // The latest deadline of the waiting jobs; the beginning of time if none waits.
  [[nodiscard]] base::MonoTime latest_deadline() const;
};

// References stay valid until the task is erased.
class TaskTable {
 public:
  // Adds a queued task. From now on its key finds it, even if an older task has the same key.
  Task& add(proto::TaskKey key, Lane lane);
  [[nodiscard]] Task* find(TaskId id);
  [[nodiscard]] Task* find(const proto::TaskKey& key);
  [[nodiscard]] const Task* find(const proto::TaskKey& key) const;
  // Ids of all tasks of the exchange, oldest first. Linear in tasks.
  [[nodiscard]] std::vector<TaskId> ids_of(const std::string& exchange) const;
  // The task's key no longer finds it, so no further job can join it.
  void unlist(const Task& task);
  void erase(TaskId id);
  [[nodiscard]] std::size_t size() const { return tasks_.size(); }

 private:
  TaskId last_ = 0;
  std::map<TaskId, Task> tasks_;
  std::map<proto::TaskKey, TaskId> by_key_;
};

}  // namespace scand::broker
