#include "broker/results/job_fold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kit/broker/samples.h"

namespace scand::broker {
namespace {

using test::at_ms;
using test::now_ms;
using test::part;
using test::partial;
using test::signal;

command::Begin begin(proto::ScanRequest request) {
  return {"job", std::move(request), now_ms(1'000)};
}

proto::ScanResult finish(JobFold& fold, proto::JobStatus status, std::int64_t at,
                         base::Nanos merging = base::Nanos(0)) {
  fold.merge();
  return fold.finish({"job", status, 7, std::nullopt}, "ab12", merging, now_ms(at));
}

TEST(JobFold, FoldsPartialsIntoOneResult) {
  proto::ScanRequest request = test::request({"binance", "okx"});
  request.exchanges[1].name = "OKX";
  JobFold fold(begin(request));
  ASSERT_NE(fold.add(part("job", "okx", 1'000, 3'000),
                     partial("okx", 2'000, {signal("okx", "A/USDT", 70)})),
            nullptr);
  ASSERT_NE(fold.add(part("job", "binance", 1'100, 4'100),
                     partial("binance", 3'000,
                             {signal("binance", "A/USDT", 80), signal("binance", "B/USDT", 10)})),
            nullptr);
  const auto result = finish(fold, proto::JobStatus::complete, 4'200);

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

TEST(JobFold, AFailureIsDeliveredBesideTheOthers) {
  JobFold fold(begin(test::request({"binance", "okx"})));
  proto::PartialResult failed = partial("okx", 100);
  failed.failure = proto::Failure{proto::ErrorKind::banned, "418"};
  fold.add(part("job", "okx", 1'000, 1'100), failed);
  fold.add(part("job", "binance", 1'000, 2'000),
           partial("binance", 1'000, {signal("binance", "A/USDT", 80)}));
  const auto result = finish(fold, proto::JobStatus::partial, 2'000);
  EXPECT_EQ(result.signals.size(), 1U);
  EXPECT_EQ(result.exchanges[1].failure->kind, proto::ErrorKind::banned);
  EXPECT_EQ(result.performance.failed_scans, 1U);
  EXPECT_EQ(result.performance.successful_scans, 1U);
}

TEST(JobFold, MissingCountsTowardsTheParallelDuration) {
  JobFold fold(begin(test::request({"binance", "okx"})));
  fold.add(part("job", "binance", 1'000, 2'000), partial("binance", 1'000));
  fold.add(command::Missing{
      "job", "okx", {proto::ErrorKind::timeout, "deadline"}, 1, at_ms(1'000), at_ms(9'000)});
  const auto result = finish(fold, proto::JobStatus::partial, 9'001);
  EXPECT_DOUBLE_EQ(result.performance.parallel_duration, 8);
  EXPECT_DOUBLE_EQ(result.performance.sequential_duration_estimated, 9);
}

TEST(JobFold, TakesNoExchangeTwiceAndNoneThatWasNotAsked) {
  JobFold fold(begin(test::request({"okx"})));
  EXPECT_EQ(fold.add(part("job", "kraken", 0, 1), partial("kraken", 1)), nullptr);
  EXPECT_NE(fold.add(part("job", "okx", 0, 1), partial("okx", 1)), nullptr);
  EXPECT_EQ(fold.add(part("job", "okx", 0, 1), partial("okx", 1)), nullptr);
  EXPECT_EQ(fold.add(command::Missing{"job", "okx", {}, 1, std::nullopt, at_ms(5)}), nullptr);
}

TEST(JobFold, AnExchangeThatNeverCameIsNotHidden) {
  JobFold fold(begin(test::request({"okx"})));
  const auto result = finish(fold, proto::JobStatus::failed, 2'000);
  ASSERT_EQ(result.exchanges.size(), 1U);
  EXPECT_EQ(result.exchanges[0].failure->kind, proto::ErrorKind::internal);
}

TEST(JobFold, SingleModeAddsTheMergeToItsExchange) {
  JobFold fold(begin(test::request({"okx"}, proto::ScanMode::single)));
  fold.add(part("job", "okx", 1'000, 2'000), partial("okx", 1'000))->detail.filter_seconds = 0.25;
  const auto result =
      finish(fold, proto::JobStatus::complete, 2'000, std::chrono::milliseconds(500));
  EXPECT_DOUBLE_EQ(result.exchanges[0].filter_seconds, 0.75);
  EXPECT_DOUBLE_EQ(result.performance.filtering_seconds, 0.75);
}

TEST(JobFold, LimitHoldsOverAllExchanges) {
  proto::ScanRequest request = test::request({"binance", "okx"});
  request.limit = 2;
  JobFold fold(begin(request));
  fold.add(part("job", "okx", 0, 1),
           partial("okx", 1, {signal("okx", "A/USDT", 90), signal("okx", "B/USDT", 60)}));
  fold.add(part("job", "binance", 0, 1), partial("binance", 1, {signal("binance", "A/USDT", 80)}));
  const auto result = finish(fold, proto::JobStatus::complete, 2'000);
  ASSERT_EQ(result.signals.size(), 2U);
  EXPECT_EQ(result.signals[0].analysis.strength, 90);
  EXPECT_EQ(result.signals[1].analysis.strength, 80);
  EXPECT_TRUE(result.truncated);
}

TEST(JobFold, TheFailureOfAWholeJobIsTheCores) {
  JobFold fold(begin(test::request({"okx"})));
  fold.merge();
  const proto::Failure why{proto::ErrorKind::cancelled, "a client cancelled"};
  const auto result =
      fold.finish({"job", proto::JobStatus::cancelled, 1, why}, "e", base::Nanos(0), now_ms(1'500));
  EXPECT_EQ(result.failure, why);
  EXPECT_EQ(result.status, proto::JobStatus::cancelled);
}

}  // namespace
}  // namespace scand::broker
