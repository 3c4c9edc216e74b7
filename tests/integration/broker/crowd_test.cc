// Many clients at once, hostile clients, and stopping the broker under load.

#include <array>
#include <atomic>
#include <gtest/gtest.h>
#include <latch>
#include <random>
#include <thread>

#include "proto/reply_message.h"
#include "proto/request_message.h"
#include "tests/kit/broker/broker_fixture.h"
#include "tests/kit/broker/receive.h"

namespace scand::broker {
namespace {

using std::chrono::milliseconds;
using test::BrokerFixture;
using test::sample_partial;
using test::scan_of;

constexpr milliseconds kCrowdPatience{60'000};

proto::PartialResult quick(const proto::ScanTask& task, TaskContext&) {
  return sample_partial(task, 20, milliseconds(1));
}

using test::receive_soon;

TEST(Crowd, FiftyClientsEachGetTheirOwnResult) {
  BrokerFixture broker(quick);
  std::atomic<int> correct{0};
  {
    std::vector<std::jthread> clients;
    for (int i = 0; i < 50; ++i)
      clients.emplace_back([&, i] {
        auto client = broker.client();
        // Each topN selects other markets, so most jobs do not share a task.
        const auto accepted =
            client->submit(scan_of({"okx", "binance"}, {{"topN", i / 2 + 1}, {"limit", i + 1}}));
        ASSERT_TRUE(accepted.ok()) << accepted.error().message;
        const auto state = client->wait(accepted.value().job_id, kCrowdPatience);
        ASSERT_TRUE(state.ok()) << state.error().message;
        ASSERT_TRUE(state.value().result.has_value());
        const auto count = state.value().result->find("metadata")->find("count")->integer();
        EXPECT_EQ(count, std::min(i + 1, 40));
        ++correct;
      });
  }
  EXPECT_EQ(correct, 50);
  const StopReport report = broker->stop(kCrowdPatience);
  EXPECT_TRUE(report.drained);
  EXPECT_EQ(report.stuck_workers, 0U);
  EXPECT_EQ(report.results_unpublished, 0U);
  const auto status = broker->status();
  EXPECT_EQ(status.counters.at("jobs_accepted"), 50U);
  EXPECT_EQ(status.counters.at("jobs_complete"), 50U);
  EXPECT_EQ(status.counters.at("results_published"), 50U);
  EXPECT_EQ(status.counters.at("core_unexpected"), 0U);
  EXPECT_EQ(status.counters.at("collector_unexpected"), 0U);
  EXPECT_EQ(status.last_seq, 50U);
}

TEST(Crowd, AReqSocketWorksAsAClient) {
  BrokerFixture broker(quick);
  auto context = std::make_shared<SocketContext>();
  Socket req(context, SocketType::req);
  req.connect(broker->frontend_endpoint());
  for (int i = 0; i < 3; ++i) {
    const std::string ping =
        proto::encode_request_message(proto::MessageType::ping, proto::Value(i), {});
    const std::array<std::string_view, 1> frames{ping};
    ASSERT_EQ(req.send(frames), Sent::yes);
    const Frames reply = receive_soon(req);
    ASSERT_EQ(reply.size(), 1U);
    EXPECT_EQ(proto::read_reply_message(reply[0]).value().id.integer(), i);
  }
}

TEST(Crowd, RandomAndMutatedBytesAreAnsweredWithErrors) {
  BrokerFixture broker(quick);
  auto context = std::make_shared<SocketContext>();
  Socket hostile(context, SocketType::dealer);
  hostile.connect(broker->frontend_endpoint());
  std::mt19937 random(7);
  const std::string good = proto::encode_request_message(
      proto::MessageType::scan_submit, proto::Value("x"), scan_of({"okx", "binance"}));
  for (int round = 0; round < 300; ++round) {
    std::string bytes = good;
    if (round % 3 == 0) bytes.resize(random() % bytes.size());
    if (round % 3 == 1) bytes[random() % bytes.size()] = static_cast<char>(random());
    if (round % 3 == 2)
      for (char& byte : bytes)
        byte = static_cast<char>(random());
    const std::array<std::string_view, 1> frames{bytes};
    ASSERT_EQ(hostile.send(frames), Sent::yes);
    const Frames reply = receive_soon(hostile);
    ASSERT_EQ(reply.size(), 1U) << round;
    EXPECT_TRUE(proto::read_reply_message(reply[0]).ok()) << round;
  }
  auto client = broker.client();  // other clients are not affected
  const auto accepted = client->submit(scan_of({"okx"}));
  ASSERT_TRUE(accepted.ok());
  EXPECT_TRUE(client->wait(accepted.value().job_id, kCrowdPatience).value().result.has_value());
}

TEST(Crowd, PastItsBoundTheBrokerSaysBusyAndWhenToRetry) {
  std::latch release(1);
  BrokerFixture broker(
      [&](const proto::ScanTask& task, TaskContext&) {
        release.wait();
        return sample_partial(task, 1, milliseconds(1));
      },
      [](BrokerOptions& options) { options.core.max_jobs = 2; });
  auto client = broker.client();
  for (int i = 0; i < 2; ++i)
    ASSERT_TRUE(client->submit(scan_of({"okx"})).ok());
  const auto third = client->submit(scan_of({"okx"}));
  ASSERT_FALSE(third.ok());
  EXPECT_EQ(third.error().refusal->code, proto::RefusalCode::busy);
  EXPECT_TRUE(third.error().refusal->retry_after_ms.has_value());
  release.count_down();
}

TEST(Crowd, StopUnderLoadLosesNoAcceptedJob) {
  std::atomic<bool> stopping{false};
  BrokerFixture broker(
      [&](const proto::ScanTask& task, TaskContext& context) {
        (void)test::wait_stopped(context, milliseconds(20));
        return sample_partial(task, 5, milliseconds(20));
      },
      [](BrokerOptions& options) { options.core.max_jobs_per_client = 256; });
  std::atomic<int> accepted_jobs{0};
  std::atomic<int> refused{0};
  std::latch submitted(4);
  std::vector<std::jthread> clients;
  for (int i = 0; i < 4; ++i)
    clients.emplace_back([&, i] {
      client::ClientOptions options = broker.client_options();
      options.answer_limit = milliseconds(2'000);
      client::Client client(options, broker.clock());
      ASSERT_TRUE(client.connect().ok());
      for (int n = 0; !stopping; ++n) {
        const auto accepted =
            client.submit(scan_of({"okx", "kraken"}, {{"topN", 1 + i + 4 * (n % 1000)}}));
        if (accepted.ok()) {
          ++accepted_jobs;
          if (accepted_jobs == 40) stopping = true;
        } else if (accepted.error().refusal) {
          ++refused;
        } else {
          break;  // the broker is gone
        }
      }
      submitted.count_down();
    });
  submitted.wait();
  const StopReport report = broker->stop(kCrowdPatience);
  EXPECT_TRUE(report.drained);
  EXPECT_EQ(report.stuck_workers, 0U);
  EXPECT_EQ(report.results_unpublished, 0U);
  const auto status = broker->status();
  const auto ended = status.counters.at("jobs_complete") + status.counters.at("jobs_partial") +
                     status.counters.at("jobs_failed") + status.counters.at("jobs_timeout") +
                     status.counters.at("jobs_cancelled");
  EXPECT_GE(accepted_jobs, 40);
  EXPECT_EQ(ended, status.counters.at("jobs_accepted"));
  EXPECT_EQ(status.last_seq, ended);
}

TEST(Crowd, JobsPastTheGraceEndAsCancelled) {
  std::latch running(1);
  BrokerFixture broker([&](const proto::ScanTask& task, TaskContext& context) {
    running.count_down();
    (void)test::wait_stopped(context, kCrowdPatience);
    return sample_partial(task, 1, milliseconds(1));
  });
  auto client = broker.client();
  const auto accepted = client->submit(scan_of({"okx"}));
  ASSERT_TRUE(accepted.ok());
  running.wait();
  std::jthread stopper([&] {
    const StopReport report = broker->stop(milliseconds(100));
    EXPECT_TRUE(report.drained);
  });
  const auto state = client->wait(accepted.value().job_id, kCrowdPatience);
  ASSERT_TRUE(state.ok()) << state.error().message;
  EXPECT_EQ(state.value().status, proto::JobStatus::cancelled);
}

TEST(Crowd, AWorkerThatNeverReturnsDoesNotHangTheStop) {
  auto release = std::make_shared<std::latch>(1);
  std::latch running(1);
  BrokerFixture broker([&, release](const proto::ScanTask& task, TaskContext&) {
    running.count_down();
    release->wait();
    return sample_partial(task, 1, milliseconds(1));
  });
  auto client = broker.client();
  ASSERT_TRUE(client->submit(scan_of({"okx"})).ok());
  running.wait();
  const StopReport report = broker->stop(milliseconds(50));
  EXPECT_TRUE(report.drained);
  EXPECT_EQ(report.stuck_workers, 1U);
  release->count_down();
  // Wait for the worker: a thread that outlives the fixture would use its destroyed clock.
  EXPECT_EQ(broker->stop(milliseconds(0)).stuck_workers, 0U);
}

}  // namespace
}  // namespace scand::broker
