// The page as a scraper reads it, while a broker works.
#include "daemon/metrics/metrics.h"

#include <atomic>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "exposition.h"

#include "broker/client/client.h"
#include "lib/rate/limiter_registry.h"
#include "tests/kit/broker/broker_fixture.h"
#include "tests/kit/support/child_process.h"

namespace scand::daemon {
namespace {

using broker::test::sample_partial;
using test::read_page;

class MetricsTest : public ::testing::Test {
 protected:
  MetricsTest()
      : limiter_(
            budgets_.limiter({.group = "okx", .buckets = {{"calls", 100, std::chrono::seconds(2)}}},
                             "", clock_.mono())),
        metrics_(sources(), meter_, clock_) {}

  MetricsSources sources() {
    MetricsSources all;
    all.status = [this] { return broker_->status(); };
    all.more = [] {
      proto::DaemonStatus more;
      more.gauges["connections"] = 3;
      return more;
    };
    all.budgets = [this] { return budgets_.status(clock_.mono()); };
    all.calls = [this] { return calls_.tallies(); };
    all.turns = [this] {
      return std::map<std::string, base::MonoTime>{{"broker", broker_->last_turn()}, {"none", {}}};
    };
    all.gateway = [](Samples& samples) { samples.push_back({"scand_gateway_connections", {}, 5}); };
    all.budget_groups = {{"okx", "okx"}};
    return all;
  }

  // A handler that fails on one exchange and calls the others as a scan does.
  proto::PartialResult scan(const proto::ScanTask& task) {
    const lib::http::Completion answered{1, {}, {}, lib::http::Response{.status = 200}, {}};
    calls_.count_call(task.key.exchange, "candles", &answered);
    (void)limiter_->acquire({{"calls", 1}}, clock_.mono());
    auto partial = sample_partial(task, 10, std::chrono::milliseconds(100));
    if (task.key.exchange == "kraken")
      partial.failure = proto::Failure{proto::ErrorKind::fatal, "no such thing"};
    return partial;
  }

  // Runs `count` jobs one after the other. Each has a universe of its own, so that none shares a
  // task.
  void run_jobs(int count, int first = 1) {
    const auto client = broker_.client();
    for (int i = 0; i < count; ++i) {
      const auto accepted =
          client->submit(broker::test::scan_of({"okx", "Kr"}, {{"topN", first + i}}));
      ASSERT_TRUE(accepted.ok()) << accepted.error().message;
      ASSERT_TRUE(client->wait(accepted->job_id, std::chrono::seconds(60)).ok());
    }
  }

  base::SystemClock clock_;
  const proto::ExchangeDirectory directory_ = broker::test::sample_directory();
  JobMeter meter_{directory_, clock_};
  lib::CallCounts calls_{{"okx", "kraken"}};
  lib::rate::LimiterRegistry budgets_;
  std::shared_ptr<lib::rate::BudgetLimiter> limiter_;
  broker::test::BrokerFixture broker_{[this](const auto& task, auto&) { return scan(task); },
                                      nullptr, &meter_};
  Metrics metrics_;
};

TEST_F(MetricsTest, ShowsWhatHasJustHappened) {
  run_jobs(3);
  (void)broker_->stop(std::chrono::seconds(20));
  const auto series = read_page(metrics_.page());
  EXPECT_EQ(series.at("scand_jobs_total{outcome=\"partial\"}"), 3);
  EXPECT_EQ(series.at("scand_jobs_total{outcome=\"complete\"}"), 0);
  EXPECT_EQ(series.at("scand_jobs_accepted_total"), 3);
  EXPECT_EQ(series.at("scand_jobs{state=\"running\"}"), 0);
  EXPECT_EQ(series.at("scand_results_published_total"), 3);
  EXPECT_EQ(series.at("scand_last_seq"), 3);
  EXPECT_EQ(series.at("scand_draining"), 1);
  EXPECT_EQ(series.at("scand_job_duration_seconds_count"), 3);
  EXPECT_EQ(series.at("scand_exchange_scans_total{exchange=\"okx\",outcome=\"success\"}"), 3);
  EXPECT_EQ(series.at("scand_exchange_scans_total{exchange=\"kraken\",outcome=\"fatal\"}"), 3);
  EXPECT_EQ(series.at("scand_symbols{exchange=\"okx\",result=\"scanned\"}"), 10);
  EXPECT_EQ(series.at("scand_data_age_seconds{exchange=\"okx\",timeframe=\"1h\"}"), 12);
  EXPECT_EQ(series.at("scand_signals_total{exchange=\"okx\",rule=\"strong_buy\"}"), 30);
  EXPECT_EQ(series.at("scand_signals_found_total{exchange=\"okx\"}"), 30);
  EXPECT_EQ(
      series.at("scand_http_requests_total{exchange=\"okx\",endpoint=\"candles\",code=\"200\"}"),
      3);
  EXPECT_GT(
      series.at("scand_rate_budget_used_ratio{exchange=\"okx\",budget=\"okx\",bucket=\"calls\"}"),
      0);
  EXPECT_EQ(series.at("scand_watchdog_age_seconds{loop=\"broker\"}") >= 0, true);
  EXPECT_EQ(series.count("scand_watchdog_age_seconds{loop=\"none\"}"), 0u)
      << "the loop has not begun a turn";
  EXPECT_EQ(series.at("scand_gateway_connections"), 5);
  EXPECT_EQ(series.at("scand_connections"), 3) << "a number that is not in the status";
  EXPECT_EQ(series.at("scand_build_info{version=\"test\"}"), 1);
}

TEST_F(MetricsTest, TheScansOfAnExchangeAddUp) {
  run_jobs(4);
  const auto series = read_page(metrics_.page());
  const auto phase = [&](const std::string& name) {
    return series.at("scand_exchange_phase_seconds_total{exchange=\"okx\",phase=\"" + name + "\"}");
  };
  const double scans = series.at("scand_exchange_scan_duration_seconds_sum{exchange=\"okx\"}");
  EXPECT_NEAR(phase("limiter") + phase("network") + phase("compute"), scans, 0.01 * scans);
}

TEST_F(MetricsTest, ScrapesDuringJobsSeeCountersGrowAndNothingElse) {
  std::atomic<bool> done{false};
  std::atomic<int> scrapes{0};
  std::jthread scraper([&] {
    std::map<std::string, double> before;
    while (!done) {
      auto now = read_page(metrics_.page());
      for (const auto& [series, value] : before) {
        ASSERT_TRUE(now.contains(series)) << series << " is gone";
        const bool counts = series.find("_total") != std::string::npos ||
                            series.find("_bucket{") != std::string::npos;
        ASSERT_TRUE(!counts || now.at(series) >= value) << series;
      }
      before = std::move(now);
      ++scrapes;
    }
  });
  std::vector<std::jthread> clients;
  for (int client = 0; client < 4; ++client)
    clients.emplace_back([this, client] { run_jobs(25, 1 + 100 * client); });
  clients.clear();
  (void)broker_->stop(std::chrono::seconds(20));
  const auto after_jobs = read_page(metrics_.page());
  done = true;
  scraper.join();
  EXPECT_GT(scrapes, 0);
  EXPECT_EQ(after_jobs.at("scand_job_duration_seconds_count"), 100);
}

TEST_F(MetricsTest, TheNumberOfSeriesDoesNotGrowWithJobs) {
  run_jobs(5);
  const auto few = read_page(metrics_.page()).size();
  run_jobs(60, 200);
  EXPECT_EQ(read_page(metrics_.page()).size(), few);
}

// The Python client library of Prometheus reads the page, as a second opinion.
TEST_F(MetricsTest, AnotherParserReadsThePage) {
  run_jobs(1);
  scand::test::ChildProcess python({"/usr/bin/python3", "-c", R"py(
import sys
from prometheus_client.parser import text_string_to_metric_families
families = list(text_string_to_metric_families(sys.stdin.read()))
# It drops _total, so that scand_jobs and scand_jobs_total differ by their type only.
names = {(family.name, family.type) for family in families}
assert len(names) == len(families), "a family twice"
for family in families:
    assert family.documentation and family.type in ("counter", "gauge", "histogram"), family
print(len(families), sum(len(family.samples) for family in families))
)py"});
  const auto page = metrics_.page();
  ASSERT_TRUE(python.write_stdin(page));
  python.close_stdin();
  std::istringstream counted(python.read_all(std::chrono::seconds(60)));
  std::size_t families = 0, samples = 0;
  counted >> families >> samples;
  EXPECT_EQ(python.wait(std::chrono::seconds(60)), 0);
  EXPECT_GT(families, 50u);
  EXPECT_EQ(samples, read_page(page).size());
}

}  // namespace
}  // namespace scand::daemon
