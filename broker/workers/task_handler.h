#pragma once
// Where broker/ meets whatever does the work: the pool is given a factory and knows no more.

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>

#include "lib/base/clock.h"
#include "proto/partial_result.h"
#include "proto/progress.h"
#include "proto/scan_task.h"

namespace scand::broker {

// A running task's side of the pool. Called on the worker's thread.
class TaskContext {
 public:
  virtual ~TaskContext() = default;
  [[nodiscard]] virtual std::stop_token stop() const = 0;
  [[nodiscard]] virtual base::MonoTime deadline() const = 0;  // may move later, never earlier
  virtual void progress(const proto::TaskProgress& progress) = 0;
};

class TaskHandler {
 public:
  virtual ~TaskHandler() = default;
  // Blocks. To throw is to lose the worker: the attempt is fenced and the task run again.
  [[nodiscard]] virtual proto::PartialResult run(const proto::ScanTask& task,
                                                 TaskContext& context) = 0;
};

// Called once on each worker's own thread.
using TaskHandlerFactory = std::function<std::unique_ptr<TaskHandler>(std::size_t worker_index)>;

}  // namespace scand::broker
