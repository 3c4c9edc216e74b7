#include "broker/results/collector.h"

#include <gtest/gtest.h>

#include "proto/encoding/msgpack_to_value.h"
#include "proto/limits.h"
#include "tests/kit/broker/samples.h"

namespace scand::broker {
namespace {

using test::at_ms;
using test::now_ms;
using test::part;
using test::partial;
using test::signal;

constexpr std::size_t kRoomy = 1U << 20U;

Collector::Finished finish(Collector& collector, const std::string& job_id, std::uint64_t seq) {
  collector.merge(job_id);
  return collector.finish({job_id, proto::JobStatus::complete, seq, std::nullopt}, base::Nanos(0),
                          now_ms(5'000));
}

// A collector with one job, "job", accepted at 1 s.
class OneJob {
 public:
  explicit OneJob(proto::ScanRequest request) {
    collector_.begin({"job", std::move(request), now_ms(1'000)});
  }
  template <class... Args>
  ExchangeShare* add(const Args&... args) {
    return collector_.add(args...);
  }
  proto::ScanResult finish(proto::JobStatus status, std::int64_t finished_ms,
                           base::Nanos merging = base::Nanos(0),
                           std::optional<proto::Failure> failure = std::nullopt) {
    collector_.merge("job");
    return collector_.finish({"job", status, 7, std::move(failure)}, merging, now_ms(finished_ms))
        .result;
  }

 private:
  Collector collector_{"ab12", kRoomy};
};

TEST(Collector, FoldsPartialsIntoOneResult) {
  proto::ScanRequest request = test::request({"binance", "okx"});
  request.exchanges[1].name = "OKX";
  OneJob job(request);
  ASSERT_NE(job.add(part("job", "okx", 1'000, 3'000),
                    partial("okx", 2'000, {signal("okx", "A/USDT", 70)})),
            nullptr);
  ASSERT_NE(job.add(part("job", "binance", 1'100, 4'100),
                    partial("binance", 3'000,
                            {signal("binance", "A/USDT", 80), signal("binance", "B/USDT", 10)})),
            nullptr);
  const auto result = job.finish(proto::JobStatus::complete, 4'200);

  EXPECT_EQ(result.job_id, "job");
  EXPECT_EQ(result.seq, 7U);
  EXPECT_EQ(result.epoch, "ab12");
  EXPECT_EQ(result.timestamp_ms, base::unix_ms(now_ms(4'200).wall));
  EXPECT_DOUBLE_EQ(result.duration_seconds, 3.2);
  EXPECT_EQ(result.total_scanned, 3U);
  ASSERT_EQ(result.signals.size(), 2U);
  EXPECT_EQ(result.signals[0].exchange, "binance");
  ASSERT_EQ(result.exchanges.size(), 2U);
  EXPECT_EQ(result.exchanges[0].name, "binance");    // in the order of the request
  EXPECT_EQ(result.exchanges[0].signals_found, 2U);  // before the filters
  EXPECT_EQ(result.exchanges[1].name, "OKX");        // as spelled
  EXPECT_DOUBLE_EQ(result.performance.parallel_duration, 3.1);
  EXPECT_DOUBLE_EQ(result.performance.sequential_duration_estimated, 5.0);
}

TEST(Collector, OneFailedExchangeLeavesTheOthers) {
  OneJob job(test::request({"binance", "okx"}));
  proto::PartialResult failed = partial("okx", 100);
  failed.failure = proto::Failure{proto::ErrorKind::banned, "418"};
  job.add(part("job", "okx", 1'000, 1'100), failed);
  job.add(part("job", "binance", 1'000, 2'000),
          partial("binance", 1'000, {signal("binance", "A/USDT", 80)}));
  const auto result = job.finish(proto::JobStatus::partial, 2'000);
  EXPECT_EQ(result.signals.size(), 1U);
  EXPECT_EQ(result.exchanges[1].failure->kind, proto::ErrorKind::banned);
  EXPECT_EQ(result.performance.failed_scans, 1U);
  EXPECT_EQ(result.performance.successful_scans, 1U);
}

TEST(Collector, MissingCountsTowardsTheParallelDuration) {
  OneJob job(test::request({"binance", "okx"}));
  job.add(part("job", "binance", 1'000, 2'000), partial("binance", 1'000));
  job.add(command::Missing{
      "job", "okx", {proto::ErrorKind::timeout, "deadline"}, 1, at_ms(1'000), at_ms(9'000)});
  const auto result = job.finish(proto::JobStatus::partial, 9'001);
  EXPECT_DOUBLE_EQ(result.performance.parallel_duration, 8);
  EXPECT_DOUBLE_EQ(result.performance.sequential_duration_estimated, 9);
}

TEST(Collector, TakesEachRequestedExchangeOnceAndNoOther) {
  OneJob job(test::request({"okx"}));
  EXPECT_EQ(job.add(part("job", "kraken", 0, 1), partial("kraken", 1)), nullptr);
  EXPECT_NE(job.add(part("job", "okx", 0, 1), partial("okx", 1)), nullptr);
  EXPECT_EQ(job.add(part("job", "okx", 0, 1), partial("okx", 1)), nullptr);
  EXPECT_EQ(job.add(command::Missing{"job", "okx", {}, 1, std::nullopt, at_ms(5)}), nullptr);
}

TEST(Collector, AnExchangeWithoutAShareIsReportedAsInternalFailure) {
  OneJob job(test::request({"okx"}));
  const auto result = job.finish(proto::JobStatus::failed, 2'000);
  ASSERT_EQ(result.exchanges.size(), 1U);
  EXPECT_EQ(result.exchanges[0].failure->kind, proto::ErrorKind::internal);
}

TEST(Collector, SingleModeAddsTheMergeToItsExchange) {
  OneJob job(test::request({"okx"}, proto::ScanMode::single));
  job.add(part("job", "okx", 1'000, 2'000), partial("okx", 1'000))->detail.filter_seconds = 0.25;
  const auto result = job.finish(proto::JobStatus::complete, 2'000, std::chrono::milliseconds(500));
  EXPECT_DOUBLE_EQ(result.exchanges[0].filter_seconds, 0.75);
  EXPECT_DOUBLE_EQ(result.performance.filtering_seconds, 0.75);
}

TEST(Collector, TheLimitHoldsOverAllExchanges) {
  proto::ScanRequest request = test::request({"binance", "okx"});
  request.limit = 2;
  OneJob job(request);
  job.add(part("job", "okx", 0, 1),
          partial("okx", 1, {signal("okx", "A/USDT", 90), signal("okx", "B/USDT", 60)}));
  job.add(part("job", "binance", 0, 1), partial("binance", 1, {signal("binance", "A/USDT", 80)}));
  const auto result = job.finish(proto::JobStatus::complete, 2'000);
  ASSERT_EQ(result.signals.size(), 2U);
  EXPECT_EQ(result.signals[0].analysis.strength, 90);
  EXPECT_EQ(result.signals[1].analysis.strength, 80);
  EXPECT_TRUE(result.truncated);
}

TEST(Collector, TheFailureOfTheWholeJobComesFromTheCore) {
  OneJob job(test::request({"okx"}));
  const proto::Failure why{proto::ErrorKind::cancelled, "a client cancelled"};
  const auto result = job.finish(proto::JobStatus::cancelled, 1'500, base::Nanos(0), why);
  EXPECT_EQ(result.failure, why);
  EXPECT_EQ(result.status, proto::JobStatus::cancelled);
}

TEST(Collector, EncodesTheResult) {
  Collector collector("ab12", kRoomy);
  ASSERT_NE(collector.begin({"j1", test::request({"okx"}), now_ms(1'000)}), nullptr);
  ASSERT_NE(collector.add(part("j1", "okx", 1'000, 2'000),
                          partial("okx", 1'000, {signal("okx", "A/USDT", 70)})),
            nullptr);
  const auto finished = finish(collector, "j1", 3);
  EXPECT_EQ(finished.result.seq, 3U);
  const auto read = proto::msgpack_to_value(*finished.encoded, proto::kResultLimits);
  ASSERT_TRUE(read.ok());
  const proto::Value* metadata = read.value().find("metadata");
  ASSERT_NE(metadata, nullptr);
  EXPECT_EQ(*metadata->find("job_id")->string(), "j1");
  EXPECT_EQ(*metadata->find("epoch")->string(), "ab12");
  EXPECT_EQ(metadata->find("count")->integer(), 1);
  EXPECT_EQ(read.value().find("signals")->array()->size(), 1U);
}

TEST(Collector, KeepsJobsApartAndForgetsFinishedOnes) {
  Collector collector("e", kRoomy);
  collector.begin({"j1", test::request({"okx"}), now_ms(0)});
  collector.begin({"j2", test::request({"okx"}), now_ms(0)});
  collector.add(part("j2", "okx", 0, 1), partial("okx", 1, {signal("okx", "A/USDT", 70)}));
  EXPECT_EQ(finish(collector, "j1", 1).result.signals.size(), 0U);
  EXPECT_EQ(finish(collector, "j2", 2).result.signals.size(), 1U);
  EXPECT_EQ(collector.jobs(), 0U);
}

TEST(Collector, CountsCommandsThatFitNoJob) {
  Collector collector("e", kRoomy);
  EXPECT_EQ(collector.find("nobody"), nullptr);
  EXPECT_EQ(collector.add(part("nobody", "okx", 0, 1), partial("okx", 1)), nullptr);
  collector.begin({"j1", test::request({"okx"}), now_ms(0)});
  EXPECT_EQ(collector.begin({"j1", test::request({"okx"}), now_ms(0)}), nullptr);
  EXPECT_NE(collector.add(part("j1", "okx", 0, 1), partial("okx", 1)), nullptr);
  EXPECT_EQ(collector.add(part("j1", "okx", 0, 1), partial("okx", 1)), nullptr);
  EXPECT_EQ(collector.counters().unexpected, 4U);
}

TEST(Collector, AResultOverTheSizeBoundKeepsTheStrongestSignals) {
  constexpr std::size_t kTight = 16'384;
  Collector collector("e", kTight);
  proto::ScanRequest request = test::request({"okx"});
  request.limit = 0;
  request.min_strength = 0;
  collector.begin({"j1", request, now_ms(0)});
  std::vector<proto::Signal> many;
  for (int i = 0; i < 400; ++i)
    many.push_back(signal("okx", "C" + std::to_string(i) + "/USDT", i % 101));
  collector.add(part("j1", "okx", 0, 1), partial("okx", 1, many));
  const auto finished = finish(collector, "j1", 1);
  EXPECT_LE(finished.encoded->size(), kTight);
  EXPECT_GT(finished.encoded->size(), kTight / 2);
  EXPECT_TRUE(finished.result.truncated);
  EXPECT_EQ(finished.result.signals.front().analysis.strength, 100);
  EXPECT_EQ(collector.counters().results_shortened, 1U);
}

TEST(Collector, FinishOfAnUnknownJobThrows) {
  Collector collector("e", kRoomy);
  EXPECT_THROW((void)finish(collector, "nobody", 1), std::logic_error);
}

}  // namespace
}  // namespace scand::broker
