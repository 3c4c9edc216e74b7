#pragma once
// The boundary between the broker and whatever does the work. The pool is given a factory of
// handlers and knows nothing more about them; the daemon passes one that scans exchanges.

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>

#include "lib/base/clock.h"
#include "proto/partial_result.h"
#include "proto/progress.h"
#include "proto/scan_task.h"

namespace scand::broker {

// What a handler sees of the pool while it runs a task. Used on the worker's thread, during run().
class TaskContext {
 public:
  virtual ~TaskContext() = default;
  // Stop is requested when nobody waits for the task any more or its time is over. The handler
  // should then return soon; a worker that does not is replaced.
  [[nodiscard]] virtual std::stop_token stop_token() const = 0;
  // May move later while the task runs, never earlier.
  [[nodiscard]] virtual base::MonoTime deadline() const = 0;
  // Never blocks; dropped when the broker has no room for it.
  virtual void report_progress(const proto::TaskProgress& progress) = 0;
};

// One for each worker, made, used and destroyed on that worker's thread.
class TaskHandler {
 public:
  virtual ~TaskHandler() = default;
  // Blocks until the task is done. A failure of the exchange is a PartialResult with a failure.
  // An exception ends the attempt as lost (the core may run the task again) and the handler with
  // it: the worker makes a new handler for its next task.
  [[nodiscard]] virtual proto::PartialResult run(const proto::ScanTask& task,
                                                 TaskContext& context) = 0;
};

// Called on the worker's own thread before its first task, and again after a handler threw.
using TaskHandlerFactory = std::function<std::unique_ptr<TaskHandler>(std::size_t worker_index)>;

}  // namespace scand::broker
