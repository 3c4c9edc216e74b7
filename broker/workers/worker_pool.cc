#include "broker/workers/worker_pool.h"

#include <array>
#include <exception>
#include <fmt/core.h>
#include <string_view>
#include <system_error>
#include <utility>

#include "broker/wire/endpoints.h"
#include "lib/base/thread_name.h"
#include "proto/internal_messages.h"

namespace scand::broker {
namespace {

// For each worker. To a worker at most one task waits; from a worker, mostly progress.
constexpr int kPoolQueueLength = 64;

Socket bound_router(std::shared_ptr<SocketContext> context) {
  SocketOptions options;
  options.send_hwm = kPoolQueueLength;
  options.receive_hwm = kPoolQueueLength;
  Socket socket(std::move(context), SocketType::router, options);
  socket.bind(kWorkersEndpoint);
  return socket;
}

void ask_to_leave(WorkerSlot& slot) {
  slot.leave = true;
  slot.current.with([](const auto& running) {
    if (running) running->stop.request_stop();
  });
  slot.wake.signal();
}

}  // namespace

WorkerPool::WorkerPool(const WorkerPoolOptions& options, std::shared_ptr<SocketContext> context,
                       TaskHandlerFactory factory, const base::Clock& clock)
    : options_(options),
      shared_(std::make_shared<WorkerShared>()),
      exits_(std::make_shared<ThreadExits>()),
      socket_(bound_router(context)) {
  shared_->context = std::move(context);
  shared_->factory = std::move(factory);
  shared_->clock = &clock;
}

WorkerPool::~WorkerPool() {
  (void)stop(std::chrono::milliseconds(0));
  // A thread that still runs may never end, so it cannot be joined. Its handle is leaked on purpose
  // (see the header).
  for (Worker& worker : stuck_)
    (void)new std::jthread(std::move(worker.thread));  // NOLINT(*-unhandled-exception-at-new)
}

void WorkerPool::start() {
  while (next_index_ < options_.workers)
    if (!start_worker(next_index_++)) ++counters_.places_empty;
}

bool WorkerPool::start_worker(std::size_t index) {
  const WorkerId id = next_id_++;
  auto slot = std::make_shared<WorkerSlot>(id, index);
  exits_->on_begin(id);  // before the thread exists, so that stop() cannot miss it
  try {
    std::jthread thread([slot, shared = shared_, exits = exits_]() mutable {
      base::name_this_thread(fmt::format("worker-{}", slot->index));
      const WorkerId self = slot->id;
      try {
        WorkerLoop(shared, std::move(slot)).run();
      } catch (const std::exception&) {
        ++shared->threads_failed;  // reap() sees that it has ended and fills the place
      }
      // Let go before reporting the end: whoever waits for that may close the context next.
      shared.reset();
      exits->on_end(self);
    });
    workers_.emplace(id, Worker{std::move(slot), std::move(thread)});
    return true;
  } catch (const std::system_error&) {  // the machine has no thread left
    exits_->on_end(id);
    return false;
  }
}

std::optional<Event> WorkerPool::receive() {
  // The core takes the answer first, then the credit that came with it.
  if (credit_from_) return event::WorkerReady{*std::exchange(credit_from_, std::nullopt)};
  while (auto frames = socket_.receive()) {
    if (auto event = read(*frames)) return event;
    ++counters_.messages_bad;
  }
  return std::nullopt;
}

std::optional<Event> WorkerPool::read(Frames& frames) {
  if (frames.size() < 2 || frames.size() > 3) return std::nullopt;
  const auto worker = parse_worker_address(frames[0]);
  if (!worker) return std::nullopt;
  auto message = decode_from_worker(*worker, frames[1],
                                    frames.size() == 3 ? std::move(frames[2]) : std::string());
  if (!message) return std::nullopt;
  // A fenced worker's answer is passed on, and the core counts it as stale. Its credit must not
  // reach the core: nothing can be sent to that worker any more.
  const bool fenced = !workers_.contains(*worker);
  if (fenced && std::holds_alternative<event::WorkerReady>(message->event)) return std::nullopt;
  if (message->credit && !fenced) credit_from_ = *worker;
  return std::move(message->event);
}

bool WorkerPool::dispatch(const command::Dispatch& dispatch) {
  const auto found = workers_.find(dispatch.worker);
  if (found == workers_.end()) return false;
  // Set before the task is sent: the worker ignores a task that is not its current attempt.
  const AttemptId id{dispatch.task.task_id, dispatch.task.attempt};
  found->second.slot->current.with(
      [&](auto& current) { current = std::make_shared<RunningAttempt>(id, dispatch.deadline); });
  const std::string address = worker_address(dispatch.worker);
  const std::string header = encode_task_header(id);
  const std::string body = proto::encode(dispatch.task);
  const std::array<std::string_view, 3> frames{address, header, body};
  return socket_.send(frames) == Sent::yes;
}

std::shared_ptr<RunningAttempt> WorkerPool::running(WorkerId worker,
                                                    const AttemptId& attempt) const {
  const auto found = workers_.find(worker);
  if (found == workers_.end()) return nullptr;
  auto current = found->second.slot->current.with([](const auto& now) { return now; });
  if (current && current->id != attempt) current.reset();
  return current;
}

void WorkerPool::stop_task(const command::StopTask& stop) {
  if (const auto attempt = running(stop.worker, {stop.task_id, stop.attempt}))
    attempt->stop.request_stop();
}

void WorkerPool::extend_task(const command::ExtendTask& extend) {
  if (const auto attempt = running(extend.worker, {extend.task_id, extend.attempt}))
    attempt->extend(extend.deadline);
}

void WorkerPool::replace(const command::ReplaceWorker& replace) {
  auto found = workers_.extract(replace.worker);
  if (found.empty()) return;
  Worker& worker = found.mapped();
  ask_to_leave(*worker.slot);
  const std::size_t index = worker.slot->index;
  stuck_.push_back(std::move(worker));
  join_returned();  // first, so that stuck_max counts only threads that are still stuck
  ++counters_.replaced;
  if (stuck_.size() > options_.stuck_max || !start_worker(index)) ++counters_.places_empty;
}

bool WorkerPool::grow() {
  if (workers_.size() >= options_.workers_max) return false;
  return start_worker(next_index_++);
}

void WorkerPool::reap() {
  join_returned();
  // A worker that ended by itself had no socket (threads_failed): its place is empty.
  counters_.places_empty += std::erase_if(
      workers_, [this](const auto& worker) { return exits_->has_ended(worker.first); });
  while (counters_.places_empty > 0 && stuck_.size() <= options_.stuck_max &&
         start_worker(next_index_++))
    --counters_.places_empty;
}

// Erasing a jthread joins it. These threads have ended, so the join returns at once.
void WorkerPool::join_returned() {
  std::erase_if(stuck_,
                [this](const Worker& worker) { return exits_->has_ended(worker.slot->id); });
}

std::size_t WorkerPool::stop(std::chrono::milliseconds limit) {
  for (auto& [id, worker] : workers_) {
    ask_to_leave(*worker.slot);
    stuck_.push_back(std::move(worker));
  }
  workers_.clear();
  (void)exits_->wait_for_all(limit);
  join_returned();
  return stuck_.size();
}

WorkerPoolCounters WorkerPool::counters() const {
  WorkerPoolCounters counters = counters_;
  counters.workers = workers_.size();
  counters.stuck = stuck_.size();
  counters.progress_dropped = shared_->progress_dropped;
  counters.handlers_failed = shared_->handlers_failed;
  counters.threads_failed = shared_->threads_failed;
  return counters;
}

}  // namespace scand::broker
