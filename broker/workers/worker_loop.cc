#include "broker/workers/worker_loop.h"

#include <array>
#include <exception>
#include <fmt/core.h>
#include <utility>

#include "broker/wire/endpoints.h"
#include "broker/wire/poll.h"
#include "broker/workers/worker_frames.h"
#include "proto/internal_messages.h"

namespace scand::broker {
namespace {

// Besides one answer and one credit, only progress waits in this queue, and that is dropped when
// the queue is full.
constexpr int kWorkerQueueLength = 64;
// How often a worker that cannot send looks whether it should leave.
constexpr std::chrono::milliseconds kLeaveCheck{100};

SocketOptions options_of(const WorkerSlot& slot) {
  SocketOptions options;
  options.send_hwm = kWorkerQueueLength;
  options.receive_hwm = kWorkerQueueLength;
  options.routing_id = worker_address(slot.id);
  return options;
}

class AttemptContext final : public TaskContext {
 public:
  AttemptContext(RunningAttempt& running, Socket& socket, std::atomic<std::uint64_t>& dropped)
      : running_(running), socket_(socket), dropped_(dropped) {}

  [[nodiscard]] std::stop_token stop_token() const override { return running_.stop.get_token(); }
  [[nodiscard]] base::MonoTime deadline() const override { return running_.deadline(); }
  void report_progress(const proto::TaskProgress& progress) override {
    // The broker knows the worker by its address: the id in the event is not sent.
    const std::string header =
        encode_header(event::TaskProgressed{0, running_.id.task_id, running_.id.attempt, progress});
    const std::array<std::string_view, 1> frames{header};
    if (socket_.send(frames) != Sent::yes) ++dropped_;
  }

 private:
  RunningAttempt& running_;
  Socket& socket_;
  std::atomic<std::uint64_t>& dropped_;
};

event::TaskAnswered lost(std::string reason) {
  event::TaskAnswered answered;
  answered.outcome = event::Outcome::lost;
  answered.message = std::move(reason);
  return answered;
}

}  // namespace

WorkerLoop::WorkerLoop(std::shared_ptr<WorkerShared> shared, std::shared_ptr<WorkerSlot> slot)
    : shared_(std::move(shared)),
      slot_(std::move(slot)),
      socket_(shared_->context, SocketType::dealer, options_of(*slot_)) {
  socket_.connect(kWorkersEndpoint);
}

void WorkerLoop::run() {
  const std::string ready = encode_ready();
  send_or_leave(std::array<std::string_view, 1>{ready}, nullptr);
  do {
    // No time limit: the ROUTER or the wake descriptor ends the wait.
    std::array<PollItem, 2> items{PollItem{&socket_}, PollItem{nullptr, slot_->wake.fd()}};
    poll(items, std::chrono::milliseconds(-1));
    if (items[0].ready) serve_next();
  } while (!slot_->leave);
  handler_.reset();  // on this thread, like everything else that the handler does
}

void WorkerLoop::serve_next() {
  auto frames = socket_.receive();
  if (!frames || frames->size() != 2) return;
  const auto id = decode_task_header((*frames)[0]);
  const auto running = slot_->current.with([](const auto& current) { return current; });
  if (!id || !running || running->id != *id) return;  // not dispatched to this worker
  const base::MonoTime began = shared_->clock->mono();
  event::TaskAnswered answered = run_attempt((*frames)[1], *running);
  answered.task_id = id->task_id;
  answered.attempt = id->attempt;
  answered.duration_ns = (shared_->clock->mono() - began).count();
  // Before the answer is sent: the broker may dispatch the next task as soon as it has read it.
  slot_->current.with([](auto& current) { current.reset(); });
  send_answer(answered);
}

event::TaskAnswered WorkerLoop::run_attempt(std::string_view task_bytes, RunningAttempt& running) {
  const auto task = proto::decode_scan_task(task_bytes);
  if (!task.ok()) return lost("the task could not be read: " + task.error());
  try {
    const proto::PartialResult partial = run_handler(task.value(), running);
    event::TaskAnswered answered;
    answered.outcome = partial.failure ? event::Outcome::failed : event::Outcome::ok;
    if (partial.failure) {
      answered.error_kind = partial.failure->kind;
      answered.message = partial.failure->message;
    }
    answered.payload = std::make_shared<const std::string>(proto::encode(partial));
    return answered;
  } catch (const std::exception& error) {
    handler_.reset();
    ++shared_->handlers_failed;
    return lost(error.what());
  } catch (...) {
    handler_.reset();
    ++shared_->handlers_failed;
    return lost("the handler threw something that is not a std::exception");
  }
}

proto::PartialResult WorkerLoop::run_handler(const proto::ScanTask& task, RunningAttempt& running) {
  if (!handler_) handler_ = shared_->factory(slot_->index);
  AttemptContext context(running, socket_, shared_->progress_dropped);
  proto::PartialResult partial = handler_->run(task, context);
  // The pool, not the handler, says what this is the answer to.
  partial.task_id = task.task_id;
  partial.attempt = task.attempt;
  partial.exchange = task.key.exchange;
  return partial;
}

void WorkerLoop::send_answer(const event::TaskAnswered& answered) {
  const std::string header = encode_header(answered, !slot_->leave);
  const std::array<std::string_view, 1> head{header};
  send_or_leave(head, answered.payload ? answered.payload : std::make_shared<const std::string>());
}

// Waits for room as long as it takes: the broker empties this queue while it runs, and when it no
// longer does, it has told the worker to leave.
void WorkerLoop::send_or_leave(std::span<const std::string_view> head, const base::Bytes& last) {
  while ((last ? socket_.send(head, last) : socket_.send(head)) != Sent::yes) {
    if (slot_->leave) return;
    std::array<PollItem, 1> items{PollItem{&socket_, -1, true}};
    poll(items, kLeaveCheck);
  }
}

}  // namespace scand::broker
