#pragma once
// Task handlers that do as a test says.

#include <functional>
#include <memory>
#include <utility>

#include "broker/task_handler.h"

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

inline TaskHandlerFactory factory_of(RunTask run) {
  return [run = std::move(run)](std::size_t) { return std::make_unique<FakeHandler>(run); };
}

}  // namespace scand::broker::test
