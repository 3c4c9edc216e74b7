#pragma once
// One worker: takes a task from its DEALER, lets its handler run it, answers with one more credit.
// The loop and the handler live on the worker's own thread. What a handler throws ends the attempt
// as lost and the handler with it: a new one is made for the next task.

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "broker/wire/socket.h"
#include "broker/workers/task_handler.h"
#include "broker/workers/worker_slot.h"
#include "lib/base/clock.h"

namespace scand::broker {

// What all workers of a pool share. Owned together: a thread that never returns keeps it alive.
struct WorkerCommons {
  std::shared_ptr<SocketContext> context;
  TaskHandlerFactory factory;
  const base::Clock* clock = nullptr;  // outlives the process's threads
  // The broker had no room for it: the next one tells more.
  std::atomic<std::uint64_t> progress_dropped{0};
  std::atomic<std::uint64_t> handlers_failed{0};  // threw, from its constructor or from run()
  std::atomic<std::uint64_t> threads_failed{0};   // could not have their socket
};

class WorkerLoop {
 public:
  WorkerLoop(std::shared_ptr<WorkerCommons> commons, std::shared_ptr<WorkerSlot> slot);
  // Returns once slot.leave is set and what runs has ended.
  void run();

 private:
  void serve_next();
  event::TaskAnswered attempt(std::string_view task_bytes, RunningAttempt& running);
  proto::PartialResult run_handler(const proto::ScanTask& task, RunningAttempt& running);
  void answer(const event::TaskAnswered& answered);
  void send_surely(std::span<const std::string_view> head, const base::Bytes& last);

  std::shared_ptr<WorkerCommons> commons_;
  std::shared_ptr<WorkerSlot> slot_;
  Socket socket_;
  std::unique_ptr<TaskHandler> handler_;
};

}  // namespace scand::broker
