#include "daemon/gateway/gateway_samples.h"

#include <gtest/gtest.h>
#include <set>
#include <string>

#include "daemon/metrics/metric_table.h"

namespace scand::daemon::gateway {
namespace {

double value_of(const Samples& samples, const std::string& metric, const Labels& labels) {
  for (const auto& sample : samples)
    if (sample.metric == "scand_gateway_" + metric && sample.labels == labels) return sample.value;
  ADD_FAILURE() << "no such sample of " << metric;
  return -1;
}

std::string label_names(const Labels& labels) {
  std::string names;
  for (const auto& [label, value] : labels)
    names += (names.empty() ? "" : ", ") + label;
  return names;
}

struct Counted {
  http::Counters http;
  LinkCounters link;
  RouteCounters routes;
  CacheCounts cache;
  [[nodiscard]] Samples samples() const {
    Samples out;
    add_gateway(out, {http, link, routes, cache});
    return out;
  }
};

TEST(GatewaySamples, SaysWhatWasCounted) {
  Counted counted;
  counted.routes.add(Resource::job, 200);
  counted.routes.add(std::nullopt, 404);
  counted.http.connections_open = 7;
  counted.http.requests_invalid = 3;
  counted.http.timeouts_header = 2;
  counted.http.faults = counted.http.answers_missing = 1;
  counted.link.unanswered = 4;
  counted.cache = {
      .hits = 5, .misses = 6, .dropped = 1, .scans = 2, .bytes = 150, .compressed_bytes = 50};
  const Samples samples = counted.samples();
  EXPECT_EQ(value_of(samples, "requests_total", {{"route", "job"}, {"class", "2xx"}}), 1);
  EXPECT_EQ(value_of(samples, "requests_total", {{"route", "none"}, {"class", "4xx"}}), 1);
  EXPECT_EQ(value_of(samples, "connections", {}), 7);
  EXPECT_EQ(value_of(samples, "refused_total", {{"kind", "invalid"}}), 3);
  EXPECT_EQ(value_of(samples, "timeouts_total", {{"wait", "header"}}), 2);
  EXPECT_EQ(value_of(samples, "faults_total", {}), 2);
  EXPECT_EQ(value_of(samples, "questions_failed_total", {{"kind", "unanswered"}}), 4);
  EXPECT_EQ(value_of(samples, "cache_reads_total", {{"result", "hit"}}), 5);
  EXPECT_EQ(value_of(samples, "cache_bytes", {{"form", "plain"}}), 100);
  EXPECT_EQ(value_of(samples, "cache_bytes", {{"form", "compressed"}}), 50);
}

TEST(GatewaySamples, AreThoseOfTheTable) {
  std::set<std::string> told;
  for (const auto& sample : Counted().samples()) {
    const auto* const row = find_metric(sample.metric);
    ASSERT_NE(row, nullptr) << sample.metric;
    EXPECT_EQ(label_names(sample.labels), row->labels) << sample.metric;
    told.insert(sample.metric);
  }
  for (const auto& row : metric_table()) {
    const bool ours = row.name.starts_with("scand_gateway_");
    EXPECT_EQ(told.contains(std::string(row.name)), ours) << row.name;
  }
}

TEST(GatewaySamples, TheirNumberIsBoundedByTheRoutes) {
  Counted counted;
  const auto before = counted.samples().size();
  for (int status = 100; status < 700; ++status)
    counted.routes.add(Resource::scan, status);
  EXPECT_EQ(counted.samples().size(), before);
}

}  // namespace
}  // namespace scand::daemon::gateway
