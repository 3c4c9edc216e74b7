#include "daemon/metrics/status_samples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "broker/broker_status.h"

namespace scand::daemon {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

proto::DaemonStatus full_status() {
  proto::DaemonStatus status;
  const broker::CoreCounters core;
  const broker::CoreGauges gauges;
  const broker::FrontendCounters frontend;
  const broker::WorkerPoolCounters pool;
  const broker::JournalCounters journal;
  const broker::CollectorCounters collector;
  const broker::LoopCounters loop;
  broker::fill_status(status, {core, gauges, frontend, pool, journal, collector, loop});
  return status;
}

void expect_row(const Sample& sample, const std::string& key, MetricType type) {
  const auto* row = find_metric(sample.metric);
  ASSERT_NE(row, nullptr) << "the status counts " << key
                          << ": give it a row (and a help text) in metric_table.cc, as "
                          << sample.metric << ", or a rule in status_samples.cc";
  EXPECT_EQ(row->type, type) << key;
  const std::string label = sample.labels.empty() ? "" : sample.labels.front().first;
  EXPECT_EQ(row->labels, label) << key;
}

TEST(StatusSamples, EveryNumberOfTheStatusHasAHelpText) {
  const auto status = full_status();
  EXPECT_GT(status.counters.size(), 40u);
  for (const auto& [key, value] : status.counters)
    expect_row(counter_sample(key, value), key, MetricType::counter);
  for (const auto& [key, value] : status.gauges)
    expect_row(gauge_sample(key, value), key, MetricType::gauge);
}

TEST(StatusSamples, EachNumberIsASeriesOfItsOwn) {
  const auto status = full_status();
  Samples samples;
  add_status(samples, status);
  std::set<std::pair<std::string, Labels>> seen;
  for (const auto& sample : samples)
    EXPECT_TRUE(seen.emplace(sample.metric, sample.labels).second) << sample.metric;
}

TEST(StatusSamples, RelatedNumbersAreOneMetricWithALabel) {
  const auto done = counter_sample("jobs_partial", 3);
  EXPECT_EQ(done.metric, "scand_jobs_total");
  EXPECT_THAT(done.labels, ElementsAre(Pair("outcome", "partial")));
  EXPECT_EQ(done.value, 3);
  const auto denied = counter_sample("zap_denied_clients", 2);
  EXPECT_EQ(denied.metric, "scand_zap_denied_total");
  EXPECT_THAT(denied.labels, ElementsAre(Pair("domain", "clients")));
  EXPECT_DOUBLE_EQ(gauge_sample("broker_turn_worst_us", 2'500).value, 0.0025);
}

TEST(StatusSamples, AnUnknownNumberAppearsUnderItsName) {
  const auto counter = counter_sample("http_requests.bad", 4);
  EXPECT_EQ(counter.metric, "scand_http_requests_bad_total");
  EXPECT_EQ(counter.if_unknown, MetricType::counter);
  const auto gauge = gauge_sample("connections", 5);
  EXPECT_EQ(gauge.metric, "scand_connections");
  EXPECT_EQ(gauge.if_unknown, MetricType::gauge);
  EXPECT_EQ(counter_sample("tasks_paused_total", 1).metric, "scand_tasks_paused_total");
}

TEST(StatusSamples, AnUnknownNumberNeverMixesWithAKnownMetric) {
  EXPECT_EQ(counter_sample("jobs", 1).metric, "scand_status_jobs_total");
  EXPECT_EQ(counter_sample("http_requests", 1).metric, "scand_status_http_requests_total");
  EXPECT_EQ(gauge_sample("symbols", 1).metric, "scand_status_symbols");
}

TEST(StatusSamples, ShowsTheDaemonItself) {
  proto::DaemonStatus status;
  status.version = "1.2.3";
  status.started_ms = 1'700'000'000'500;
  status.draining = true;
  status.last_seq = 7;
  Samples samples;
  add_status(samples, status);
  EXPECT_THAT(samples[0].labels, ElementsAre(Pair("version", "1.2.3")));
  EXPECT_DOUBLE_EQ(samples[1].value, 1'700'000'000.5);
  EXPECT_EQ(samples[2].value, 1);
  EXPECT_EQ(samples[3].value, 7);
}

}  // namespace
}  // namespace scand::daemon
