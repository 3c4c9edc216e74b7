#pragma once
// The worker threads and the ROUTER they answer to. The core decides; the pool carries out: it
// hands a task to a worker, reaches a running attempt to stop or extend it, and puts a new thread
// in the place of a stuck one.
//
// A thread cannot be killed. A stuck one is fenced (told to stop and to leave, its slot given to a
// replacement) and joined if it ever returns. At most stuck_max are left so at a time; beyond that
// the place stays empty until one returns, and counters say so. Nor may such a thread hang the
// exit: stop() waits for a bounded time and reports how many remain. Those keep alive whatever they
// use (the commons, their socket, the libzmq context), their handles are given up, and the program
// must leave by std::_Exit, since static destruction under a running thread is undefined.
//
// Used by one thread at a time: whoever starts it, then the broker's, then whoever stops it.

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
  std::uint64_t places_empty = 0;  // workers that could not be replaced, now
  std::uint64_t messages_bad = 0;  // unreadable, or from a worker that is none
  std::uint64_t progress_dropped = 0;
  std::uint64_t handlers_failed = 0;
  std::uint64_t threads_failed = 0;
};

class WorkerPool {
 public:
  // Binds; throws std::runtime_error. `clock` outlives every worker, the stuck ones too.
  WorkerPool(const WorkerPoolOptions& options, std::shared_ptr<SocketContext> context,
             TaskHandlerFactory factory, const base::Clock& clock);
  // Waits for nobody: call stop() first, else running workers are given up.
  ~WorkerPool();

  void start();
  [[nodiscard]] Socket& socket() { return socket_; }  // to poll, once receive() gives nothing
  [[nodiscard]] std::optional<Event> receive();       // nullopt: nothing waits

  // False: there is no such worker to send it to; its task is lost.
  [[nodiscard]] bool dispatch(const command::Dispatch& dispatch);
  void stop_task(const command::StopTask& stop);
  void extend_task(const command::ExtendTask& extend);
  void replace(const command::ReplaceWorker& replace);
  // One worker more, up to the bound; false when the pool is as large as it may be.
  bool grow();
  // Joins what was stuck and has returned, and fills places that stayed empty. Call now and then.
  void reap();

  // Stops every attempt and waits for the threads; the number that did not end in time.
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
  RunningAttempt* running(WorkerId worker, const AttemptId& attempt,
                          std::shared_ptr<RunningAttempt>& keep);

  const WorkerPoolOptions options_;
  std::shared_ptr<WorkerCommons> commons_;
  std::shared_ptr<ThreadExits> exits_;
  Socket socket_;
  std::optional<WorkerId> credit_of_;  // came with the answer that receive() gave last
  std::map<WorkerId, Worker> workers_;
  std::vector<Worker> stuck_;
  WorkerId next_id_ = 1;
  std::size_t next_index_ = 0;
  WorkerPoolCounters counters_;
};

}  // namespace scand::broker
