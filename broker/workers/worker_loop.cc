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

// One answer and one credit at most wait here beside progress, which is dropped when there is no
// room.
constexpr int kWorkerQueueLength = 64;
constexpr std::chrono::milliseconds kLeaveCheck{100};

SocketOptions options_of(const WorkerSlot& slot) {
  SocketOptions options;
  options.send_hwm = kWorkerQueueLength;
  options.receive_hwm = kWorkerQueueLength;
  options.routing_id = worker_address(slot.id);
  return options;
}

class RunningTask final : public TaskContext {
 public:
  RunningTask(RunningAttempt& running, Socket& socket, std::atomic<std::uint64_t>& dropped)
      : running_(running), socket_(socket), dropped_(dropped) {}

  [[nodiscard]] std::stop_token stop() const override { return running_.stop.get_token(); }
  [[nodiscard]] base::MonoTime deadline() const override { return running_.deadline(); }
  void progress(const proto::TaskProgress& progress) override {
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

event::TaskAnswered lost(std::string why) {
  event::TaskAnswered answered;
  answered.outcome = event::Outcome::lost;
  answered.message = std::move(why);
  return answered;
}

}  // namespace

WorkerLoop::WorkerLoop(std::shared_ptr<WorkerCommons> commons, std::shared_ptr<WorkerSlot> slot)
    : commons_(std::move(commons)),
      slot_(std::move(slot)),
      socket_(commons_->context, SocketType::dealer, options_of(*slot_)) {
  socket_.connect(kWorkersEndpoint);
}

void WorkerLoop::run() {
  const std::string ready = encode_ready();
  send_surely(std::array<std::string_view, 1>{ready}, nullptr);
  do {
    std::array<PollItem, 2> items{PollItem{&socket_}, PollItem{nullptr, slot_->wake.fd()}};
    poll(items, std::chrono::milliseconds(-1));
    if (items[0].ready) serve_next();
  } while (!slot_->leave);
  handler_.reset();
}

void WorkerLoop::serve_next() {
  auto frames = socket_.receive();
  if (!frames || frames->size() != 2) return;
  const auto wanted = decode_task_header((*frames)[0]);
  const auto running = slot_->current.with([](const auto& current) { return current; });
  if (!wanted || !running || running->id != *wanted) return;
  const base::MonoTime began = commons_->clock->mono();
  event::TaskAnswered answered = attempt((*frames)[1], *running);
  answered.task_id = wanted->task_id;
  answered.attempt = wanted->attempt;
  answered.duration_ns = (commons_->clock->mono() - began).count();
  slot_->current.with([](auto& current) { current.reset(); });
  answer(answered);
}

event::TaskAnswered WorkerLoop::attempt(std::string_view task_bytes, RunningAttempt& running) {
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
    ++commons_->handlers_failed;
    return lost(error.what());
  } catch (...) {
    handler_.reset();
    ++commons_->handlers_failed;
    return lost("the handler threw something that is not a std::exception");
  }
}

proto::PartialResult WorkerLoop::run_handler(const proto::ScanTask& task, RunningAttempt& running) {
  if (!handler_) handler_ = commons_->factory(slot_->index);
  RunningTask context(running, socket_, commons_->progress_dropped);
  proto::PartialResult partial = handler_->run(task, context);
  // Identity is the pool's, not the handler's, to say.
  partial.task_id = task.task_id;
  partial.attempt = task.attempt;
  partial.exchange = task.key.exchange;
  return partial;
}

void WorkerLoop::answer(const event::TaskAnswered& answered) {
  const std::string header = encode_header(answered, !slot_->leave);
  const std::array<std::string_view, 1> head{header};
  send_surely(head, answered.payload ? answered.payload : std::make_shared<const std::string>());
}

// The broker always comes back to this queue while it lives; when it does not, the thread has been
// told to leave.
void WorkerLoop::send_surely(std::span<const std::string_view> head, const base::Bytes& last) {
  while ((last ? socket_.send(head, last) : socket_.send(head)) != Sent::yes) {
    if (slot_->leave) return;
    std::array<PollItem, 1> items{PollItem{&socket_, -1, true}};
    poll(items, kLeaveCheck);
  }
}

}  // namespace scand::broker
