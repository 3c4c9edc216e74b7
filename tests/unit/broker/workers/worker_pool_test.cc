#include "broker/workers/worker_pool.h"

#include <array>
#include <atomic>
#include <gtest/gtest.h>
#include <latch>
#include <set>
#include <stdexcept>

#include "broker/wire/poll.h"
#include "proto/internal_messages.h"
#include "tests/kit/broker/fake_handlers.h"
#include "tests/kit/broker/receive.h"

namespace scand::broker {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kPoolTimeout{20'000};

proto::ScanTask task(std::uint64_t id, std::uint32_t attempt = 1) {
  proto::ScanTask out;
  out.task_id = id;
  out.attempt = attempt;
  out.key.exchange = "okx";
  return out;
}

// A pool; the test plays the broker's thread.
class Pool {
 public:
  explicit Pool(test::RunTask run, const WorkerPoolOptions& options = {1, 2, 2})
      : pool_(options, std::make_shared<SocketContext>(), test::factory_of(std::move(run)),
              clock_) {
    pool_.start();
  }
  ~Pool() { (void)pool_.stop(kPoolTimeout); }
  WorkerPool* operator->() { return &pool_; }

  Event next() {
    auto event = test::take_soon(pool_.socket(), [this] { return pool_.receive(); });
    if (!event) throw std::runtime_error("nothing came from the workers");
    return std::move(*event);
  }
  template <class T>
  T expect() {
    return std::get<T>(next());
  }
  bool dispatch(WorkerId worker, const proto::ScanTask& what, base::MonoTime deadline = {}) {
    return pool_.dispatch({worker, what, deadline});
  }

 private:
  base::ManualClock clock_;
  WorkerPool pool_;
};

proto::PartialResult done(const proto::ScanTask&, TaskContext&) {
  return {};
}

TEST(WorkerPool, EachWorkerGrantsOneCreditAndSendsOneAnswer) {
  Pool pool(done, {3, 3, 1});
  std::set<WorkerId> ready;
  for (int i = 0; i < 3; ++i)
    ready.insert(pool.expect<event::WorkerReady>().worker);
  EXPECT_EQ(ready.size(), 3U);
  ASSERT_TRUE(pool.dispatch(*ready.begin(), task(7, 2)));
  const auto answer = pool.expect<event::TaskAnswered>();
  EXPECT_EQ(answer.worker, *ready.begin());
  EXPECT_EQ(answer.task_id, 7U);
  EXPECT_EQ(answer.attempt, 2U);
  EXPECT_EQ(answer.outcome, event::Outcome::ok);
  const auto partial = proto::decode_partial(*answer.payload);
  ASSERT_TRUE(partial.ok());
  EXPECT_EQ(partial.value().task_id, 7U);
  EXPECT_EQ(partial.value().exchange, "okx");
  EXPECT_EQ(pool.expect<event::WorkerReady>().worker, answer.worker);
}

TEST(WorkerPool, AFailureIsAnAnswerWithItsKind) {
  Pool pool([](const auto&, auto&) {
    proto::PartialResult out;
    out.failure = proto::Failure{proto::ErrorKind::banned, "okx: 418"};
    return out;
  });
  ASSERT_TRUE(pool.dispatch(pool.expect<event::WorkerReady>().worker, task(1)));
  const auto answer = pool.expect<event::TaskAnswered>();
  EXPECT_EQ(answer.outcome, event::Outcome::failed);
  EXPECT_EQ(answer.error_kind, proto::ErrorKind::banned);
  EXPECT_EQ(answer.message, "okx: 418");
  EXPECT_NE(answer.payload, nullptr);
}

TEST(WorkerPool, AThrowingHandlerLosesTheAttemptAndIsReplaced) {
  std::atomic<int> made{0};
  std::atomic<int> runs{0};
  base::ManualClock clock;
  WorkerPool pool(
      {1, 1, 1}, std::make_shared<SocketContext>(),
      [&](std::size_t) {
        ++made;
        return std::make_unique<test::FakeHandler>([&](const auto&, auto&) -> proto::PartialResult {
          if (++runs == 1) throw std::runtime_error("broken");
          if (runs == 2) throw 42;  // NOLINT: not an exception on purpose
          return {};
        });
      },
      clock);
  pool.start();
  std::vector<std::string> outcomes;
  while (outcomes.size() < 3) {
    auto event = test::take_soon(pool.socket(), [&] { return pool.receive(); });
    ASSERT_TRUE(event.has_value());
    if (const auto* ready = std::get_if<event::WorkerReady>(&*event)) {
      ASSERT_TRUE(pool.dispatch({ready->worker, task(1, 1), {}}));
    } else if (const auto* answer = std::get_if<event::TaskAnswered>(&*event)) {
      outcomes.push_back(answer->outcome == event::Outcome::lost ? answer->message : "ok");
    }
  }
  EXPECT_EQ(outcomes[0], "broken");
  EXPECT_NE(outcomes[1].find("not a std::exception"), std::string::npos);
  EXPECT_EQ(outcomes[2], "ok");
  EXPECT_EQ(pool.stop(kPoolTimeout), 0U);
  EXPECT_EQ(made, 3);
  EXPECT_EQ(pool.counters().handlers_failed, 2U);
}

TEST(WorkerPool, AFactoryThatThrowsLosesTheTaskNotTheThread) {
  base::ManualClock clock;
  WorkerPool pool(
      {1, 1, 1}, std::make_shared<SocketContext>(),
      [](std::size_t) -> std::unique_ptr<TaskHandler> {
        throw std::runtime_error("no handler today");
      },
      clock);
  pool.start();
  std::vector<Event> events;
  while (events.size() < 3) {
    auto event = test::take_soon(pool.socket(), [&] { return pool.receive(); });
    ASSERT_TRUE(event.has_value());
    if (events.empty()) {
      ASSERT_TRUE(pool.dispatch({std::get<event::WorkerReady>(*event).worker, task(1), {}}));
    }
    events.push_back(std::move(*event));
  }
  EXPECT_EQ(std::get<event::TaskAnswered>(events[1]).message, "no handler today");
  EXPECT_TRUE(std::holds_alternative<event::WorkerReady>(events[2]));
  EXPECT_EQ(pool.stop(kPoolTimeout), 0U);
}

TEST(WorkerPool, ProgressIsReported) {
  Pool pool([](const auto&, TaskContext& context) {
    context.report_progress({proto::TaskProgress::Stage::scan, 3, 9});
    return proto::PartialResult{};
  });
  ASSERT_TRUE(pool.dispatch(pool.expect<event::WorkerReady>().worker, task(5)));
  const auto progressed = pool.expect<event::TaskProgressed>();
  EXPECT_EQ(progressed.task_id, 5U);
  EXPECT_EQ(progressed.progress.done, 3U);
  EXPECT_EQ(progressed.progress.total, 9U);
  (void)pool.expect<event::TaskAnswered>();
}

// A handler that waits until it is stopped, as one that sleeps in curl_multi_poll does.
proto::PartialResult until_stopped(const proto::ScanTask&, TaskContext& context) {
  (void)test::wait_stopped(context, kPoolTimeout);
  proto::PartialResult out;
  out.failure = proto::Failure{proto::ErrorKind::cancelled, "stopped"};
  return out;
}

TEST(WorkerPool, StopReachesTheRunningAttemptOnly) {
  Pool pool(until_stopped);
  const WorkerId worker = pool.expect<event::WorkerReady>().worker;
  ASSERT_TRUE(pool.dispatch(worker, task(5, 2)));
  pool->stop_task({worker, 5, 1});  // an earlier attempt: nothing happens
  pool->stop_task({worker, 4, 2});
  pool->stop_task({worker + 1, 5, 2});
  EXPECT_EQ(pool->receive(), std::nullopt);
  pool->stop_task({worker, 5, 2});
  EXPECT_EQ(pool.expect<event::TaskAnswered>().error_kind, proto::ErrorKind::cancelled);
}

TEST(WorkerPool, ADeadlineMovesLaterNeverEarlier) {
  std::latch extended(1);
  std::atomic<std::int64_t> before{0};
  std::atomic<std::int64_t> after{0};
  Pool pool([&](const auto&, TaskContext& context) {
    before = context.deadline().time_since_epoch().count();
    context.report_progress({});
    extended.wait();
    after = context.deadline().time_since_epoch().count();
    return proto::PartialResult{};
  });
  const WorkerId worker = pool.expect<event::WorkerReady>().worker;
  ASSERT_TRUE(pool.dispatch(worker, task(5), base::MonoTime(base::Nanos(100))));
  (void)pool.expect<event::TaskProgressed>();
  pool->extend_task({worker, 5, 1, base::MonoTime(base::Nanos(300))});
  pool->extend_task({worker, 5, 1, base::MonoTime(base::Nanos(200))});
  pool->extend_task({worker, 6, 1, base::MonoTime(base::Nanos(900))});
  extended.count_down();
  (void)pool.expect<event::TaskAnswered>();
  EXPECT_EQ(before, 100);
  EXPECT_EQ(after, 300);
}

TEST(WorkerPool, AStuckWorkerIsReplacedAndItsLateCreditIgnored) {
  std::latch started(1), release(1);
  std::atomic<int> runs{0};
  Pool pool([&](const auto&, TaskContext&) {
    if (++runs == 1) {
      started.count_down();
      release.wait();
    }
    return proto::PartialResult{};
  });
  const WorkerId stuck = pool.expect<event::WorkerReady>().worker;
  ASSERT_TRUE(pool.dispatch(stuck, task(1)));
  started.wait();
  pool->replace({stuck});
  const WorkerId replacement = pool.expect<event::WorkerReady>().worker;
  EXPECT_NE(replacement, stuck);
  EXPECT_FALSE(pool.dispatch(stuck, task(2)));
  ASSERT_TRUE(pool.dispatch(replacement, task(2)));
  EXPECT_EQ(pool.expect<event::TaskAnswered>().task_id, 2U);
  (void)pool.expect<event::WorkerReady>();
  EXPECT_EQ(pool->counters().stuck, 1U);
  EXPECT_EQ(pool->counters().workers, 1U);
  release.count_down();
  const auto late = pool.expect<event::TaskAnswered>();  // stale: the core drops it
  EXPECT_EQ(late.worker, stuck);
  EXPECT_EQ(pool->stop(kPoolTimeout), 0U);
  EXPECT_EQ(pool->receive(), std::nullopt);  // no credit from it
}

TEST(WorkerPool, StuckThreadsAreBounded) {
  std::latch release(1);
  Pool pool(
      [&](const auto&, TaskContext&) {
        release.wait();
        return proto::PartialResult{};
      },
      {1, 4, 1});
  const WorkerId first = pool.expect<event::WorkerReady>().worker;
  ASSERT_TRUE(pool.dispatch(first, task(1)));
  pool->replace({first});
  const WorkerId second = pool.expect<event::WorkerReady>().worker;
  ASSERT_TRUE(pool.dispatch(second, task(2)));
  pool->replace({second});
  EXPECT_EQ(pool->counters().workers, 0U);
  EXPECT_EQ(pool->counters().stuck, 2U);
  EXPECT_EQ(pool->counters().places_empty, 1U);
  pool->reap();
  EXPECT_EQ(pool->counters().places_empty, 1U);  // both threads are still stuck
  release.count_down();
  while (pool->counters().places_empty > 0) {  // filled once a thread has returned
    pool->reap();
    (void)pool->receive();
  }
  EXPECT_EQ(pool->counters().workers, 1U);
  EXPECT_EQ(pool->stop(kPoolTimeout), 0U);
}

TEST(WorkerPool, AThreadThatNeverReturnsDoesNotHangTheStop) {
  auto release = std::make_shared<std::latch>(1);
  std::atomic<bool> left{false};
  {
    Pool pool([&, release](const auto&, TaskContext&) {
      release->wait();
      left = true;
      return proto::PartialResult{};
    });
    ASSERT_TRUE(pool.dispatch(pool.expect<event::WorkerReady>().worker, task(1)));
    EXPECT_EQ(pool->stop(milliseconds(20)), 1U);
    release->count_down();  // only so that this test leaves no thread behind
    EXPECT_EQ(pool->stop(kPoolTimeout), 0U);
  }
  EXPECT_TRUE(left);
}

TEST(WorkerPool, StopEndsRunningTasks) {
  Pool pool(until_stopped);
  ASSERT_TRUE(pool.dispatch(pool.expect<event::WorkerReady>().worker, task(1)));
  EXPECT_EQ(pool->stop(kPoolTimeout), 0U);
}

TEST(WorkerPool, GrowsUpToItsBound) {
  Pool pool(done, {1, 2, 1});
  EXPECT_TRUE(pool->grow());
  EXPECT_FALSE(pool->grow());
  (void)pool.expect<event::WorkerReady>();
  (void)pool.expect<event::WorkerReady>();
  EXPECT_EQ(pool->counters().workers, 2U);
}

TEST(WorkerPool, AMessageFromNoWorkerIsCounted) {
  base::ManualClock clock;
  auto context = std::make_shared<SocketContext>();
  WorkerPool pool({0, 0, 0}, context, test::factory_of(done), clock);
  SocketOptions options;
  options.routing_id = "intruder";
  Socket intruder(context, SocketType::dealer, options);
  intruder.connect("inproc://workers");
  const std::array<std::string_view, 1> frames{"R"};
  ASSERT_EQ(intruder.send(frames), Sent::yes);
  const bool counted = test::take_soon(pool.socket(), [&] {
    EXPECT_FALSE(pool.receive().has_value());
    return pool.counters().messages_bad > 0;
  });
  EXPECT_TRUE(counted);
}

}  // namespace
}  // namespace scand::broker
