#include "broker/workers/worker_loop.h"

#include <array>
#include <gtest/gtest.h>
#include <thread>

#include "broker/wire/endpoints.h"
#include "broker/workers/worker_frames.h"
#include "proto/internal_messages.h"
#include "tests/kit/broker/fake_handlers.h"
#include "tests/kit/broker/receive.h"

namespace scand::broker {
namespace {

// One worker's thread; the test plays the ROUTER.
class WorkerLoopTest : public testing::Test {
 protected:
  WorkerLoopTest() {
    router_.bind(kWorkersEndpoint);
    shared_->context = context_;
    shared_->clock = &clock_;
    shared_->factory = test::factory_of([this](const auto&, auto&) {
      clock_.advance(std::chrono::milliseconds(250));
      return proto::PartialResult{};
    });
    thread_ = std::jthread([this] { WorkerLoop(shared_, slot_).run(); });
  }
  ~WorkerLoopTest() override {
    slot_->leave = true;
    slot_->wake.signal();
  }
  std::optional<WorkerMessage> next() {
    Frames frames = test::receive_soon(router_);
    if (frames.size() < 2) return std::nullopt;
    return decode_from_worker(slot_->id, frames[1],
                              frames.size() > 2 ? std::move(frames[2]) : std::string());
  }
  void send(const std::string& header, const std::string& body) {
    const std::string address = worker_address(slot_->id);
    const std::array<std::string_view, 3> frames{address, header, body};
    ASSERT_EQ(router_.send(frames), Sent::yes);
  }
  void set_current(AttemptId id) {
    slot_->current.with(
        [&](auto& current) { current = std::make_shared<RunningAttempt>(id, base::MonoTime()); });
  }

  base::ManualClock clock_;
  std::shared_ptr<SocketContext> context_ = std::make_shared<SocketContext>();
  Socket router_{context_, SocketType::router};
  std::shared_ptr<WorkerShared> shared_ = std::make_shared<WorkerShared>();
  std::shared_ptr<WorkerSlot> slot_ = std::make_shared<WorkerSlot>(3, 0);
  std::jthread thread_;
};

TEST_F(WorkerLoopTest, MeasuresItsTaskAndIsIdleAfterwards) {
  const auto first = next();
  ASSERT_TRUE(first.has_value());
  ASSERT_TRUE(std::holds_alternative<event::WorkerReady>(first->event));
  set_current({7, 1});
  proto::ScanTask task;
  task.task_id = 7;
  send(encode_task_header({7, 1}), proto::encode(task));
  const auto answer = next();
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(std::get<event::TaskAnswered>(answer->event).duration_ns, 250'000'000);
  EXPECT_TRUE(answer->credit);
  EXPECT_EQ(slot_->current.with([](const auto& current) { return current; }), nullptr);
}

TEST_F(WorkerLoopTest, AnUnreadableTaskIsAnsweredAsLost) {
  ASSERT_TRUE(next().has_value());
  set_current({7, 1});
  send(encode_task_header({7, 1}), "garbage");
  const auto answer = next();
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(std::get<event::TaskAnswered>(answer->event).outcome, event::Outcome::lost);
}

TEST_F(WorkerLoopTest, ATaskThatWasNotDispatchedIsNotRun) {
  ASSERT_TRUE(next().has_value());
  proto::ScanTask task;
  send(encode_task_header({8, 1}), proto::encode(task));  // no such attempt is set
  send("nonsense", "x");
  set_current({9, 1});
  send(encode_task_header({9, 1}), proto::encode(task));
  const auto answer = next();
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(std::get<event::TaskAnswered>(answer->event).task_id, 9U);
}

}  // namespace
}  // namespace scand::broker
