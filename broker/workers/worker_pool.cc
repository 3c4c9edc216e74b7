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

// A worker has one task at most; the rest of its queue is for what it sends.
constexpr int kPoolQueueLength = 64;

Socket bound_router(std::shared_ptr<SocketContext> context) {
  SocketOptions options;
  options.send_hwm = kPoolQueueLength;
  options.receive_hwm = kPoolQueueLength;
  Socket socket(std::move(context), SocketType::router, options);
  socket.bind(kWorkersEndpoint);
  return socket;
}

void leave(WorkerSlot& slot) {
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
      commons_(std::make_shared<WorkerCommons>()),
      exits_(std::make_shared<ThreadExits>()),
      socket_(bound_router(context)) {
  commons_->context = std::move(context);
  commons_->factory = std::move(factory);
  commons_->clock = &clock;
}

WorkerPool::~WorkerPool() {
  (void)stop(std::chrono::milliseconds(0));
  // What still runs can be neither joined (it may never end) nor detached unseen: its handle is
  // left in memory on purpose, as the header says.
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
  exits_->begun(id);
  try {
    std::jthread thread([slot, commons = commons_, exits = exits_]() mutable {
      base::name_this_thread(fmt::format("worker-{}", slot->index));
      const WorkerId self = slot->id;
      try {
        WorkerLoop(commons, std::move(slot)).run();
      } catch (const std::exception&) {
        ++commons->threads_failed;  // reap() finds that it has ended and fills the place
      }
      commons.reset();
      exits->ended(self);
    });
    workers_.emplace(id, Worker{std::move(slot), std::move(thread)});
    return true;
  } catch (const std::system_error&) {  // the machine has no thread left
    exits_->ended(id);
    return false;
  }
}

std::optional<Event> WorkerPool::receive() {
  if (credit_of_) return event::WorkerReady{*std::exchange(credit_of_, std::nullopt)};
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
  auto said = decode_from_worker(*worker, frames[1],
                                 frames.size() == 3 ? std::move(frames[2]) : std::string());
  if (!said) return std::nullopt;
  // A fenced worker's answer goes on: the core counts it as stale. Its credit must not.
  const bool fenced = !workers_.contains(*worker);
  if (fenced && std::holds_alternative<event::WorkerReady>(said->event)) return std::nullopt;
  if (said->credit && !fenced) credit_of_ = *worker;
  return std::move(said->event);
}

bool WorkerPool::dispatch(const command::Dispatch& dispatch) {
  const auto found = workers_.find(dispatch.worker);
  if (found == workers_.end()) return false;
  const AttemptId id{dispatch.task.task_id, dispatch.task.attempt};
  found->second.slot->current.with(
      [&](auto& current) { current = std::make_shared<RunningAttempt>(id, dispatch.deadline); });
  const std::string address = worker_address(dispatch.worker);
  const std::string header = encode_task_header(id);
  const std::string body = proto::encode(dispatch.task);
  const std::array<std::string_view, 3> frames{address, header, body};
  return socket_.send(frames) == Sent::yes;
}

RunningAttempt* WorkerPool::running(WorkerId worker, const AttemptId& attempt,
                                    std::shared_ptr<RunningAttempt>& keep) {
  const auto found = workers_.find(worker);
  if (found == workers_.end()) return nullptr;
  keep = found->second.slot->current.with([](const auto& current) { return current; });
  return keep && keep->id == attempt ? keep.get() : nullptr;
}

void WorkerPool::stop_task(const command::StopTask& stop) {
  std::shared_ptr<RunningAttempt> keep;
  if (auto* attempt = running(stop.worker, {stop.task_id, stop.attempt}, keep))
    attempt->stop.request_stop();
}

void WorkerPool::extend_task(const command::ExtendTask& extend) {
  std::shared_ptr<RunningAttempt> keep;
  if (auto* attempt = running(extend.worker, {extend.task_id, extend.attempt}, keep))
    attempt->extend(extend.deadline);
}

void WorkerPool::replace(const command::ReplaceWorker& replace) {
  auto found = workers_.extract(replace.worker);
  if (found.empty()) return;
  Worker& worker = found.mapped();
  leave(*worker.slot);
  const std::size_t index = worker.slot->index;
  stuck_.push_back(std::move(worker));
  join_returned();
  ++counters_.replaced;
  if (stuck_.size() > options_.stuck_max || !start_worker(index)) ++counters_.places_empty;
}

bool WorkerPool::grow() {
  if (workers_.size() >= options_.workers_max) return false;
  return start_worker(next_index_++);
}

void WorkerPool::reap() {
  join_returned();
  counters_.places_empty += std::erase_if(
      workers_, [this](const auto& worker) { return exits_->has_ended(worker.first); });
  while (counters_.places_empty > 0 && stuck_.size() <= options_.stuck_max &&
         start_worker(next_index_++))
    --counters_.places_empty;
}

void WorkerPool::join_returned() {
  std::erase_if(stuck_,
                [this](const Worker& worker) { return exits_->has_ended(worker.slot->id); });
}

std::size_t WorkerPool::stop(std::chrono::milliseconds limit) {
  for (auto& [id, worker] : workers_) {
    leave(*worker.slot);
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
  counters.progress_dropped = commons_->progress_dropped;
  counters.handlers_failed = commons_->handlers_failed;
  counters.threads_failed = commons_->threads_failed;
  return counters;
}

}  // namespace scand::broker
