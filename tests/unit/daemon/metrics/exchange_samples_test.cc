#include "daemon/metrics/exchange_samples.h"

#include <gtest/gtest.h>

#include "exposition.h"

namespace scand::daemon {
namespace {

using test::value_of;

lib::rate::BudgetStatus budget(const std::string& group) {
  lib::rate::BudgetStatus status;
  status.group = group;
  status.buckets = {{"weight", 6000, 5400, 2700, 60}, {"closed", 10, 0, 0, 1}};
  status.phase = lib::rate::HoldPhase::banned;
  status.hold_seconds = 12.5;
  status.granted = 40;
  status.bans = 2;
  return status;
}

TEST(ExchangeSamples, ABudgetHasSeriesForEachOfItsExchanges) {
  Samples samples;
  add_budgets(samples, {budget("g")}, {{"one", "g"}, {"two", "g"}, {"other", "h"}});
  for (const std::string exchange : {"one", "two"}) {
    const Labels labels{{"exchange", exchange}, {"budget", "g"}};
    auto bucket = labels;
    bucket.emplace_back("bucket", "weight");
    EXPECT_EQ(value_of(samples, "scand_rate_budget_used_ratio", bucket), 0.5);
    EXPECT_EQ(value_of(samples, "scand_rate_budget_limit_units", bucket), 6000);
    bucket.back().second = "closed";
    EXPECT_EQ(value_of(samples, "scand_rate_budget_used_ratio", bucket), 1) << "nothing is left";
    EXPECT_EQ(value_of(samples, "scand_rate_hold_seconds", labels), 12.5);
    EXPECT_EQ(value_of(samples, "scand_rate_granted_total", labels), 40);
    EXPECT_EQ(value_of(samples, "scand_bans_total", labels), 2);
    auto phase = labels;
    phase.emplace_back("phase", "banned");
    EXPECT_EQ(value_of(samples, "scand_rate_phase", phase), 1);
    phase.back().second = "open";
    EXPECT_EQ(value_of(samples, "scand_rate_phase", phase), 0);
  }
  for (const auto& sample : samples)
    EXPECT_NE(sample.labels.front().second, "other");
}

TEST(ExchangeSamples, AGroupWithTwoAddressesHasTwoSeries) {
  Samples samples;
  auto second = budget("g");
  second.egress_address = "192.0.2.7";
  second.granted = 1;
  add_budgets(samples, {budget("g"), second}, {{"one", "g"}});
  EXPECT_EQ(value_of(samples, "scand_rate_granted_total",
                     {{"exchange", "one"}, {"budget", "g"}, {"egress_address", "192.0.2.7"}}),
            1);
}

TEST(ExchangeSamples, CallsByRouteAndAnswer) {
  lib::CallTally tally;
  tally.answers["candles"] = {{"200", 150}, {"429", 1}};
  tally.seconds.add(0.2);
  tally.retries = 1;
  tally.bytes_received = 9'000;
  Samples samples;
  add_calls(samples, {{"one", tally}});
  EXPECT_EQ(value_of(samples, "scand_http_requests_total",
                     {{"exchange", "one"}, {"endpoint", "candles"}, {"code", "429"}}),
            1);
  EXPECT_EQ(value_of(samples, "scand_http_received_bytes_total", {{"exchange", "one"}}), 9'000);
  EXPECT_EQ(value_of(samples, "scand_http_retries_total", {{"exchange", "one"}}), 1);
}

}  // namespace
}  // namespace scand::daemon
