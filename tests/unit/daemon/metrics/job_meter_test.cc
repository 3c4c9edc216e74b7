#include "daemon/metrics/job_meter.h"

#include <gtest/gtest.h>

#include "exposition.h"

namespace scand::daemon {
namespace {

using test::histogram_of;
using test::value_of;

proto::ExchangeDirectory directory() {
  const proto::ExchangeInfo one{.id = "one", .aliases = {"uno"}};
  return proto::ExchangeDirectory({one, {.id = "two"}});
}

proto::ExchangeDetail detail(const std::string& name) {
  proto::ExchangeDetail out;
  out.name = name;
  out.duration_seconds = 10;
  out.queue_seconds = 0.5;
  out.rate_limit_wait_seconds = 6;
  out.network_seconds = 3;
  out.compute_seconds = 1;
  out.signals_found = 4;
  out.markets.listed = 10;
  out.markets.scanned = 6;
  out.markets.failed = 1;
  out.markets.skipped = {{"low_volume", 3}};
  out.attempts = 1;
  out.data_age_seconds = 30;
  return out;
}

class JobMeterTest : public ::testing::Test {
 protected:
  void finish(const proto::ExchangeDetail& one) { meter_.exchange_finished({"j", one}); }
  double counted(const std::string& metric, const Labels& labels) const {
    Samples samples;
    meter_.add_to(samples);
    return value_of(samples, metric, labels);
  }
  double phase(const std::string& exchange, const std::string& name) const {
    return counted("scand_exchange_phase_seconds_total", {{"exchange", exchange}, {"phase", name}});
  }
  double scans(const std::string& exchange, const std::string& outcome) const {
    return counted("scand_exchange_scans_total", {{"exchange", exchange}, {"outcome", outcome}});
  }

  const proto::ExchangeDirectory directory_ = directory();
  base::ManualClock clock_;
  JobMeter meter_{directory_, clock_};
};

TEST_F(JobMeterTest, ThePhasesAddUpToTheScanWithoutTheQueue) {
  finish(detail("one"));
  Samples samples;
  meter_.add_to(samples);
  const auto scan =
      histogram_of(samples, "scand_exchange_scan_duration_seconds", {{"exchange", "one"}});
  EXPECT_DOUBLE_EQ(phase("one", "limiter") + phase("one", "network") + phase("one", "compute"),
                   scan.sum());
  EXPECT_EQ(phase("one", "queue"), 0.5);
  EXPECT_EQ(scans("one", "success"), 1);
  EXPECT_EQ(scans("two", "success"), 0) << "an exchange that was never scanned has a series, too";
  EXPECT_EQ(counted("scand_signals_found_total", {{"exchange", "one"}}), 4);
  EXPECT_DOUBLE_EQ(counted("scand_exchange_last_success_timestamp_seconds", {{"exchange", "one"}}),
                   1'700'000'000);
}

TEST_F(JobMeterTest, EverySpellingCountsForTheSameExchange) {
  for (const char* name : {"one", "ONE", "Uno", "nowhere"})
    finish(detail(name));
  EXPECT_EQ(scans("one", "success"), 3);
  Samples samples;
  meter_.add_to(samples);
  for (const auto& sample : samples)
    for (const auto& [label, value] : sample.labels)
      EXPECT_TRUE(label != "exchange" || value == "one" || value == "two") << value;
}

TEST_F(JobMeterTest, ATaskOfSeveralJobsCountsItsTimeOnce) {
  finish(detail("one"));
  auto again = detail("one");
  again.shared = true;
  finish(again);
  EXPECT_EQ(phase("one", "network"), 3);
  EXPECT_EQ(scans("one", "success"), 2);
}

TEST_F(JobMeterTest, AFailureIsCountedByItsKind) {
  auto failed = detail("two");
  failed.failure = proto::Failure{proto::ErrorKind::banned, "go away"};
  finish(failed);
  EXPECT_EQ(scans("two", "banned"), 1);
  EXPECT_EQ(scans("two", "success"), 0);
}

TEST_F(JobMeterTest, TheMarketsOfTheNewestScanAddUp) {
  finish(detail("one"));
  auto newer = detail("one");
  newer.markets.scanned = 9;
  newer.markets.failed = 0;
  newer.markets.skipped = {{"stale", 1}};
  finish(newer);
  const auto symbols = [&](const std::string& result) {
    return counted("scand_symbols", {{"exchange", "one"}, {"result", result}});
  };
  EXPECT_EQ(symbols("scanned"), 9);
  EXPECT_EQ(symbols("failed"), 0);
  EXPECT_EQ(symbols("stale"), 1);
  EXPECT_EQ(symbols("low_volume"), 0) << "it was in the scan before";
}

TEST_F(JobMeterTest, DataAgeHasTheTimeframeOfItsJob) {
  proto::ScanRequest request;
  request.interval = proto::Interval::h4;
  meter_.job_started({"j", request, {}});
  finish(detail("one"));
  EXPECT_EQ(counted("scand_data_age_seconds", {{"exchange", "one"}, {"timeframe", "4h"}}), 30);
}

TEST_F(JobMeterTest, CountsDeliveredSignalsByLabelAndTheJobsDuration) {
  proto::ScanResult result;
  result.job_id = "j";
  result.duration_seconds = 55;
  for (const char* label : {"Strong Buy", "Strong Buy", "Neutral"}) {
    auto& signal = result.signals.emplace_back();
    signal.exchange = "one";
    signal.analysis.label = label;
  }
  meter_.job_finished({{}, {}, &result});
  EXPECT_EQ(counted("scand_signals_total", {{"exchange", "one"}, {"rule", "strong_buy"}}), 2);
  EXPECT_EQ(counted("scand_signals_total", {{"exchange", "one"}, {"rule", "neutral"}}), 1);
  Samples samples;
  meter_.add_to(samples);
  EXPECT_DOUBLE_EQ(histogram_of(samples, "scand_job_duration_seconds", {}).sum(), 55);
}

TEST_F(JobMeterTest, LabelsBeyondTheBoundCountAsOther) {
  proto::ScanResult result;
  for (int i = 0; i < 1'000; ++i) {
    auto& signal = result.signals.emplace_back();
    signal.exchange = "one";
    signal.analysis.label = "label " + std::to_string(i);
  }
  meter_.job_finished({{}, {}, &result});
  Samples samples;
  meter_.add_to(samples);
  EXPECT_LT(samples.size(), 50u);
  EXPECT_GT(counted("scand_signals_total", {{"exchange", "one"}, {"rule", "other"}}), 900);
}

}  // namespace
}  // namespace scand::daemon
