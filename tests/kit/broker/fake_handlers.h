#pragma once
// Task handlers that run a function of the test.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "broker/workers/task_handler.h"

namespace scand::broker::test {

using RunTask = std::function<proto::PartialResult(const proto::ScanTask&, TaskContext&)>;

class FakeHandler final : public TaskHandler {
 public:
  explicit FakeHandler(RunTask run) : run_(std::move(run)) {}
  proto::PartialResult run(const proto::ScanTask& task, TaskContext& context) override {
    return run_(task, context);
  }

 private:
  RunTask run_;
};

// Waits like a handler that waits for an exchange; true when the task was stopped within `limit`.
inline bool wait_stopped(const TaskContext& context, std::chrono::milliseconds limit) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  const std::stop_token stop = context.stop_token();
  never.wait_for(lock, stop, limit, [] { return false; });
  return stop.stop_requested();
}

inline TaskHandlerFactory factory_of(RunTask run) {
  return [run = std::move(run)](std::size_t) { return std::make_unique<FakeHandler>(run); };
}

}  // namespace scand::broker::test
