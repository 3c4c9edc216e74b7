#pragma once
// One worker's thread: receives a task on its DEALER, lets its handler run it, and sends the answer
// together with the credit for the next task. Loop, socket and handler belong to that thread.
//
// An exception of the handler ends the attempt as lost and destroys the handler; the next task gets
// a new one. So a worker survives whatever its handler throws.

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "broker/wire/socket.h"
#include "broker/workers/task_handler.h"
#include "broker/workers/worker_slot.h"
#include "lib/base/clock.h"

namespace scand::broker {

// What all workers of a pool share. Owned by all of them together, so that a thread that never
// returns keeps it alive. The counters are written by the workers and read by the pool.
struct WorkerShared {
  std::shared_ptr<SocketContext> context;
  TaskHandlerFactory factory;
  const base::Clock* clock = nullptr;              // must outlive all threads of the process
  std::atomic<std::uint64_t> progress_dropped{0};  // the queue to the broker was full
  std::atomic<std::uint64_t> handlers_failed{0};   // threw, when made or from run()
  std::atomic<std::uint64_t> threads_failed{0};    // ended at start: no socket could be made
};

class WorkerLoop {
 public:
  // Connects; throws std::runtime_error when no socket can be had.
  WorkerLoop(std::shared_ptr<WorkerShared> shared, std::shared_ptr<WorkerSlot> slot);
  // Returns once slot.leave is set and the running task has ended.
  void run();

 private:
  void serve_next();
  event::TaskAnswered run_attempt(std::string_view task_bytes, RunningAttempt& running);
  proto::PartialResult run_handler(const proto::ScanTask& task, RunningAttempt& running);
  void send_answer(const event::TaskAnswered& answered);
  void send_or_leave(std::span<const std::string_view> head, const base::Bytes& last);

  std::shared_ptr<WorkerShared> shared_;
  std::shared_ptr<WorkerSlot> slot_;
  Socket socket_;
  std::unique_ptr<TaskHandler> handler_;
};

}  // namespace scand::broker
