#include "daemon/metrics/sample.h"

#include <gtest/gtest.h>
#include <prometheus/text_serializer.h>

#include "exposition.h"

namespace scand::daemon {
namespace {

std::string page_of(const Samples& samples) {
  return prometheus::TextSerializer().Serialize(families(samples));
}

TEST(Families, OneForEachMetricHoweverScatteredItsSamples) {
  const auto series = test::read_page(page_of({{"scand_jobs", {{"state", "queued"}}, 1},
                                               {"scand_waiters", {}, 2},
                                               {"scand_jobs", {{"state", "running"}}, 3}}));
  EXPECT_EQ(series.at("scand_jobs{state=\"running\"}"), 3);
  EXPECT_EQ(series.at("scand_waiters"), 2);
}

TEST(Families, AHistogramIsCumulativeUpToInfinity) {
  base::Histogram seconds;
  for (const double value : {0.01, 0.3, 7.0, 9'000.0})
    seconds.add(value);
  const auto series = test::read_page(page_of({{"scand_job_duration_seconds", {}, 0, seconds}}));
  const auto bucket = [&](const std::string& edge) {
    return series.at("scand_job_duration_seconds_bucket{le=\"" + edge + "\"}");
  };
  EXPECT_EQ(bucket("0.5"), 2);
  EXPECT_EQ(bucket("600"), 3);
  EXPECT_EQ(bucket("+Inf"), 4);
  EXPECT_EQ(series.at("scand_job_duration_seconds_count"), 4);
  EXPECT_DOUBLE_EQ(series.at("scand_job_duration_seconds_sum"), 9'007.31);
}

TEST(Families, MetricsThatTheTableLacksComeLastWithTheirType) {
  const auto page = page_of({{"scand_new_total", {}, 1, {}, MetricType::counter},
                             {"scand_newer", {}, 1, {}, MetricType::gauge},
                             {"scand_waiters", {}, 2}});
  EXPECT_LT(page.find("scand_waiters"), page.find("scand_new_total"));
  EXPECT_NE(page.find("# TYPE scand_new_total counter"), std::string::npos);
  EXPECT_NE(page.find("# TYPE scand_newer gauge"), std::string::npos);
  EXPECT_EQ(test::read_page(page).size(), 3u);
}

TEST(Families, ALabelMayHoldAnything) {
  EXPECT_EQ(test::read_page(page_of({{"scand_build_info", {{"version", "a\"b\\c\nd"}}, 1}})).size(),
            1u);
}

}  // namespace
}  // namespace scand::daemon
