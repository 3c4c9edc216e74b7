// Whole jobs through a whole broker, with real sockets, threads and codecs. Only the exchanges are
// simulated.

#include <atomic>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <set>

#include "tests/kit/broker/broker_fixture.h"

namespace scand::broker {
namespace {

using client::ClientError;
using client::JobState;
using std::chrono::milliseconds;
using test::BrokerFixture;
using test::sample_partial;
using test::scan_of;

constexpr milliseconds kPatience{30'000};

const proto::Value& at(const proto::Value& value, std::initializer_list<std::string_view> path) {
  static const proto::Value nothing;
  const proto::Value* found = &value;
  for (const std::string_view key : path) {
    found = found->find(key);
    if (found == nullptr) return nothing;
  }
  return *found;
}
std::string text(const proto::Value& value) {
  return value.string() != nullptr ? *value.string() : "not a string";
}

JobState run(client::Client& client, const proto::Value& request) {
  const auto accepted = client.submit(request);
  if (!accepted.ok()) throw std::runtime_error(accepted.error().message);
  const auto state = client.wait(accepted.value().job_id, kPatience);
  if (!state.ok()) throw std::runtime_error(state.error().message);
  if (!state.value().result) throw std::runtime_error("the job did not finish");
  return state.value();
}

proto::PartialResult ten_signals(const proto::ScanTask& task, TaskContext&) {
  return sample_partial(task, 10, milliseconds(40));
}

TEST(Broker, ParallelScan) {
  BrokerFixture broker(ten_signals);
  auto client = broker.client();
  const JobState done = run(*client, scan_of({"binance", "OKX", "kr"}, {{"minStrength", 95}}));
  EXPECT_EQ(done.status, proto::JobStatus::complete);
  const proto::Value& metadata = *done.result->find("metadata");
  EXPECT_EQ(text(at(metadata, {"mode"})), "parallel");
  EXPECT_EQ(text(at(metadata, {"status"})), "complete");
  EXPECT_EQ(text(at(metadata, {"job_id"})), done.job_id);
  EXPECT_EQ(text(at(metadata, {"epoch"})), "c0ffee");
  EXPECT_EQ(at(metadata, {"seq"}).integer(), 1);
  EXPECT_EQ(at(metadata, {"count"}).integer(), 18);  // strengths 100 to 95 of each
  EXPECT_EQ(at(metadata, {"total_scanned"}).integer(), 30);
  for (const char* name : {"binance", "OKX", "kr"}) {
    const proto::Value& detail = at(metadata, {"exchange_details", name});
    EXPECT_EQ(at(detail, {"success"}).boolean(), true) << name;
    EXPECT_EQ(at(detail, {"signals_found"}).integer(), 10) << name;
    EXPECT_DOUBLE_EQ(at(detail, {"duration_seconds"}).number().value_or(0), 0.04) << name;
  }
  EXPECT_NEAR(*at(metadata, {"performance", "sequential_duration_estimated"}).number(), 0.12, 1e-9);
  const auto& signals = *done.result->find("signals")->array();
  ASSERT_EQ(signals.size(), 18U);
  EXPECT_EQ(text(at(signals[0], {"exchange"})), "binance");
  EXPECT_EQ(text(at(signals[1], {"exchange"})), "kraken");  // canonical, ties by name
  EXPECT_EQ(text(at(signals[2], {"exchange"})), "okx");
}

TEST(Broker, SingleScan) {
  BrokerFixture broker(ten_signals);
  auto client = broker.client();
  const JobState done =
      run(*client, proto::Value::Map{{"exchange", "okx"}, {"timeframe", "short"}, {"limit", 3}});
  const proto::Value& metadata = *done.result->find("metadata");
  EXPECT_EQ(text(at(metadata, {"mode"})), "single");
  EXPECT_EQ(text(at(metadata, {"exchange"})), "okx");
  EXPECT_EQ(text(at(metadata, {"timeframe"})), "short");
  EXPECT_EQ(at(metadata, {"count"}).integer(), 3);
  EXPECT_EQ(at(metadata, {"truncated"}).boolean(), true);
  const proto::Value& performance = at(metadata, {"performance"});
  EXPECT_DOUBLE_EQ(*at(performance, {"initialization_seconds"}).number(), 0.008);
  EXPECT_DOUBLE_EQ(*at(performance, {"scan_execution_seconds"}).number(), 0.032);
  EXPECT_GT(*at(performance, {"filtering_seconds"}).number(), 0);
}

TEST(Broker, AFailedExchangeIsReportedAndTheOthersDelivered) {
  BrokerFixture broker([](const proto::ScanTask& task, TaskContext&) {
    proto::PartialResult partial = sample_partial(task, 10, milliseconds(10));
    if (task.key.exchange != "okx") return partial;
    partial.signals.clear();
    partial.failure = proto::Failure{proto::ErrorKind::banned, "okx: 418 until 12:00"};
    return partial;
  });
  auto client = broker.client();
  const JobState done = run(*client, scan_of({"binance", "okx"}));
  EXPECT_EQ(done.status, proto::JobStatus::partial);
  const proto::Value& detail = at(*done.result, {"metadata", "exchange_details", "okx"});
  EXPECT_EQ(at(detail, {"success"}).boolean(), false);
  EXPECT_EQ(text(at(detail, {"error_kind"})), "banned");
  EXPECT_EQ(text(at(detail, {"error"})), "okx: 418 until 12:00");
  EXPECT_EQ(at(*done.result, {"metadata", "performance", "failed_scans"}).integer(), 1);
  EXPECT_EQ(done.result->find("signals")->array()->size(), 10U);
}

TEST(Broker, AHandlerThatThrowsIsRetriedAndThenReported) {
  std::atomic<int> runs{0};
  BrokerFixture broker([&](const proto::ScanTask&, TaskContext&) -> proto::PartialResult {
    ++runs;
    throw std::runtime_error("a bug in the handler");
  });
  auto client = broker.client();
  const JobState done = run(*client, scan_of({"okx"}));
  EXPECT_EQ(done.status, proto::JobStatus::failed);
  EXPECT_EQ(runs, 3);
  const proto::Value& detail = at(*done.result, {"metadata", "exchange_details", "okx"});
  EXPECT_EQ(text(at(detail, {"error_kind"})), "worker_lost");
  EXPECT_EQ(at(detail, {"attempts"}).integer(), 3);
}

TEST(Broker, EqualTasksInFlightRunOnce) {
  std::atomic<int> runs{0};
  std::latch both_in(1);
  BrokerFixture broker([&](const proto::ScanTask& task, TaskContext&) {
    ++runs;
    both_in.wait();
    return sample_partial(task, 10, milliseconds(10));
  });
  auto client = broker.client();
  const auto first = client->submit(scan_of({"okx"}));
  const auto second = client->submit(scan_of({"okx"}, {{"minStrength", 99}}));
  ASSERT_TRUE(first.ok());
  ASSERT_TRUE(second.ok());
  both_in.count_down();
  const auto one = client->wait(first.value().job_id, kPatience);
  const auto two = client->wait(second.value().job_id, kPatience);
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(at(*one.value().result, {"metadata", "count"}).integer(), 10);
  EXPECT_EQ(at(*two.value().result, {"metadata", "count"}).integer(), 2);  // it has its own filter
  const auto shared = [](const JobState& state) {
    return at(*state.result, {"metadata", "exchange_details", "okx", "shared"}).boolean();
  };
  EXPECT_EQ(shared(one.value()), false);
  EXPECT_EQ(shared(two.value()), true);
}

TEST(Broker, FollowersReceiveProgressPartialsAndTheResult) {
  std::latch followed(1);
  BrokerFixture broker([&](const proto::ScanTask& task, TaskContext& context) {
    followed.wait();
    context.report_progress({proto::TaskProgress::Stage::scan, 5, 10});
    return sample_partial(task, 10, milliseconds(10));
  });
  auto client = broker.client();
  client->follow_all();
  // Once a heartbeat arrives, the subscription is in place.
  const auto beat = client->next(kPatience);
  ASSERT_TRUE(beat.ok() && beat.value());
  EXPECT_EQ(beat.value()->topic.kind, proto::Topic::Kind::health);
  EXPECT_EQ(text(at(beat.value()->body, {"epoch"})), "c0ffee");
  const auto accepted = client->submit(scan_of({"okx", "binance"}));
  ASSERT_TRUE(accepted.ok());
  followed.count_down();
  std::set<std::string> partials;
  bool progress = false;
  std::optional<std::uint64_t> result_seq;
  while (!result_seq) {
    const auto received = client->next(kPatience);
    ASSERT_TRUE(received.ok() && received.value());
    const proto::Topic& topic = received.value()->topic;
    if (topic.kind == proto::Topic::Kind::partial) {
      partials.insert(topic.exchange);
      EXPECT_EQ(received.value()->body.find("signals")->array()->size(), 10U);
    }
    if (topic.kind == proto::Topic::Kind::progress) progress = true;
    if (topic.kind == proto::Topic::Kind::result) result_seq = received.value()->seq;
    if (topic.kind != proto::Topic::Kind::health) {
      EXPECT_EQ(topic.job_id, accepted.value().job_id);
    }
  }
  EXPECT_TRUE(progress);
  EXPECT_THAT(partials, testing::UnorderedElementsAre("okx", "binance"));
  EXPECT_EQ(result_seq, 1U);
}

TEST(Broker, GetReturnsTheStateAndLaterTheResult) {
  std::latch release(1);
  BrokerFixture broker([&](const proto::ScanTask& task, TaskContext&) {
    release.wait();
    return sample_partial(task, 1, milliseconds(1));
  });
  auto client = broker.client();
  const auto accepted = client->submit(scan_of({"okx"}));
  ASSERT_TRUE(accepted.ok());
  const auto before = client->get(accepted.value().job_id);
  ASSERT_TRUE(before.ok());
  EXPECT_FALSE(before.value().result.has_value());
  EXPECT_FALSE(proto::terminal(before.value().status));
  const auto waited = client->wait(accepted.value().job_id, milliseconds(10));
  ASSERT_TRUE(waited.ok());
  EXPECT_FALSE(waited.value().result.has_value());
  release.count_down();
  EXPECT_TRUE(client->wait(accepted.value().job_id, kPatience).value().result.has_value());
  EXPECT_TRUE(client->get(accepted.value().job_id).value().result.has_value());
}

TEST(Broker, CancelEndsTheJobAndStopsItsTask) {
  std::latch running(1);
  BrokerFixture broker([&](const proto::ScanTask& task, TaskContext& context) {
    running.count_down();
    (void)test::wait_stopped(context, kPatience);
    return sample_partial(task, 1, milliseconds(1));
  });
  auto client = broker.client();
  const auto accepted = client->submit(scan_of({"okx"}));
  ASSERT_TRUE(accepted.ok());
  running.wait();
  const auto status = client->cancel(accepted.value().job_id);
  ASSERT_TRUE(status.ok());
  EXPECT_EQ(status.value(), proto::JobStatus::cancelled);
  const auto state = client->wait(accepted.value().job_id, kPatience);
  EXPECT_EQ(state.value().status, proto::JobStatus::cancelled);
  EXPECT_EQ(text(at(*state.value().result, {"metadata", "error_kind"})), "cancelled");
  EXPECT_EQ(client->cancel(accepted.value().job_id).value(), proto::JobStatus::cancelled);
  EXPECT_EQ(client->cancel(std::string(26, '0')).error().refusal->code,
            proto::RefusalCode::not_found);
}

TEST(Broker, AStuckHandlerBecomesATimeoutAndTheBrokerContinues) {
  std::latch release(1);
  std::atomic<bool> first{true};
  BrokerFixture broker(
      [&](const proto::ScanTask& task, TaskContext&) {
        if (first.exchange(false)) release.wait();
        return sample_partial(task, 1, milliseconds(1));
      },
      [](BrokerOptions& options) {
        options.pool = {1, 1, 4};
        options.core.lost_after = milliseconds(100);
        options.core.stop_grace = milliseconds(100);
      });
  auto client = broker.client();
  const JobState stuck = run(*client, scan_of({"okx"}, {{"deadlineSeconds", 1}}));
  EXPECT_EQ(stuck.status, proto::JobStatus::timeout);
  EXPECT_EQ(text(at(*stuck.result, {"metadata", "exchange_details", "okx", "error_kind"})),
            "timeout");
  const JobState next = run(*client, scan_of({"okx"}, {{"topN", 5}}));
  EXPECT_EQ(next.status, proto::JobStatus::complete);
  release.count_down();
}

TEST(Broker, ThePoolGrowsWhenTasksStarve) {
  std::latch all_running(4);
  BrokerFixture broker(
      [&](const proto::ScanTask& task, TaskContext&) {
        all_running.arrive_and_wait();  // returns only when all four run at once
        return sample_partial(task, 1, milliseconds(1));
      },
      [](BrokerOptions& options) {
        options.pool = {1, 4, 4};
      });
  auto client = broker.client();
  const JobState done = run(*client, scan_of({"okx", "binance", "kraken", "bybit"}));
  EXPECT_EQ(done.status, proto::JobStatus::complete);
}

TEST(Broker, AResultReachesAllItsWaiters) {
  std::latch release(1);
  BrokerFixture broker([&](const proto::ScanTask& task, TaskContext&) {
    release.wait();
    return sample_partial(task, 150, milliseconds(1));
  });
  auto client = broker.client();
  const auto accepted = client->submit(scan_of({"okx"}, {{"requestId", "r1"}}));
  ASSERT_TRUE(accepted.ok());
  std::atomic<int> finished{0};
  {
    std::vector<std::jthread> waiters;
    for (int i = 0; i < 20; ++i)
      waiters.emplace_back([&, i] {
        auto own = broker.client();
        const auto again = own->submit(scan_of({"okx"}, {{"requestId", "r1"}}));
        ASSERT_TRUE(again.ok()) << again.error().message;
        ASSERT_EQ(again.value().job_id, accepted.value().job_id);
        release.count_down(i == 0 ? 1 : 0);
        const auto state = own->wait(again.value().job_id, kPatience);
        ASSERT_TRUE(state.ok()) << state.error().message;
        if (state.value().result) ++finished;
      });
  }
  EXPECT_EQ(finished, 20);
}

}  // namespace
}  // namespace scand::broker
