#pragma once
// The worker threads and the ROUTER they answer to. The core decides and the pool carries out: it
// sends a task to a worker, stops or extends a running attempt, and replaces a stuck worker.
//
// A thread cannot be killed. A stuck one is fenced off: it is told to stop and to leave, its place
// is given to a new thread, and it is joined if it ever returns. At most `stuck_max` threads are
// left behind like this; beyond that a place stays empty until one returns, and counters show it.
// Nor may a stuck thread hang the exit: stop() waits for a bounded time and reports how many
// threads remain. Those keep what they use alive (the shared state, their socket, the libzmq
// context), their handles are leaked, and the program must end by std::_Exit, because destroying
// static objects under a running thread is undefined.
//
// Used by one thread at a time: first by whoever starts it, then by the broker's, then by whoever
// stops it.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "broker/core/commands.h"
#include "broker/wire/socket.h"
#include "broker/workers/task_handler.h"
#include "broker/workers/thread_exits.h"
#include "broker/workers/worker_loop.h"
#include "broker/workers/worker_slot.h"

namespace scand::broker {

struct WorkerPoolOptions {
  std::size_t workers = 16;      // at start
  std::size_t workers_max = 64;  // grow() stops here
  std::size_t stuck_max = 16;    // threads that may be left behind before places stay empty
};

struct WorkerPoolCounters {
  std::uint64_t workers = 0;       // serving now
  std::uint64_t stuck = 0;         // left behind now
  std::uint64_t replaced = 0;      // since start
  std::uint64_t places_empty = 0;  // workers that could not be started or replaced, now
  std::uint64_t messages_bad = 0;  // unreadable, or not from a current worker
  std::uint64_t progress_dropped = 0;
  std::uint64_t handlers_failed = 0;
  std::uint64_t threads_failed = 0;
};

class WorkerPool {
 public:
  // Binds; throws std::runtime_error. `clock` must outlive every worker, the stuck ones too.
  WorkerPool(const WorkerPoolOptions& options, std::shared_ptr<SocketContext> context,
             TaskHandlerFactory factory, const base::Clock& clock);
  // Does not wait: call stop() first, or running workers are left behind.
  ~WorkerPool();

  void start();
  [[nodiscard]] Socket& socket() { return socket_; }  // poll it once receive() returns nothing
  [[nodiscard]] std::optional<Event> receive();       // nullopt: no message is waiting

  // False: there is no such worker, or it takes no message. This attempt is lost.
  [[nodiscard]] bool dispatch(const command::Dispatch& dispatch);
  void stop_task(const command::StopTask& stop);
  void extend_task(const command::ExtendTask& extend);
  void replace(const command::ReplaceWorker& replace);
  // Adds one worker. False: the pool has workers_max, or the machine has no thread left.
  bool grow();
  // Joins stuck threads that have returned and fills empty places. Call from time to time.
  void reap();

  // Stops every attempt and waits for the threads. Returns how many did not end within `limit`.
  [[nodiscard]] std::size_t stop(std::chrono::milliseconds limit);
  [[nodiscard]] WorkerPoolCounters counters() const;

 private:
  struct Worker {
    std::shared_ptr<WorkerSlot> slot;
    std::jthread thread;
  };
  [[nodiscard]] std::optional<Event> read(Frames& frames);
  bool start_worker(std::size_t index);
  void join_returned();
  // The attempt if that worker runs it now, else null.
  [[nodiscard]] std::shared_ptr<RunningAttempt> running(WorkerId worker,
                                                        const AttemptId& attempt) const;

  const WorkerPoolOptions options_;
  std::shared_ptr<WorkerShared> shared_;
  std::shared_ptr<ThreadExits> exits_;
  Socket socket_;
  std::optional<WorkerId> credit_from_;  // arrived with the answer that receive() returned last
  std::map<WorkerId, Worker> workers_;
  std::vector<Worker> stuck_;
  WorkerId next_id_ = 1;
  std::size_t next_index_ = 0;
  WorkerPoolCounters counters_;
};

}  // namespace scand::broker
