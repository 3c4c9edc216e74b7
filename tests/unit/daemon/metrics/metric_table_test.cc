#include "daemon/metrics/metric_table.h"

#include <gtest/gtest.h>
#include <regex>
#include <set>
#include <string>

namespace scand::daemon {
namespace {

TEST(MetricTable, NamesFollowThePrometheusConventions) {
  const std::regex pattern("scand_[a-z][a-z0-9_]*");
  std::set<std::string_view> seen;
  for (const auto& row : metric_table()) {
    EXPECT_TRUE(std::regex_match(std::string(row.name), pattern)) << row.name;
    EXPECT_TRUE(seen.insert(row.name).second) << row.name << " twice";
    EXPECT_EQ(row.type == MetricType::counter, row.name.ends_with("_total")) << row.name;
    if (row.type == MetricType::histogram) {
      EXPECT_TRUE(row.name.ends_with("_seconds")) << row.name << ": a base unit";
    }
    for (const auto* unit : {"_ms", "_us", "_percent", "_kib"})
      EXPECT_FALSE(row.name.ends_with(unit)) << row.name << ": a base unit";
    EXPECT_TRUE(row.help.ends_with('.')) << row.name;
    EXPECT_FALSE(row.source.empty()) << row.name;
  }
}

TEST(MetricTable, NoLabelHoldsAJobAClientOrASymbol) {
  const std::set<std::string> allowed{"version", "loop",     "state",  "outcome", "code",
                                      "domain",  "exchange", "phase",  "result",  "timeframe",
                                      "rule",    "endpoint", "budget", "bucket",  "route",
                                      "class",   "kind",     "wait",   "form"};
  const std::regex one("[a-z_]+");
  for (const auto& row : metric_table()) {
    const std::string labels(row.labels);
    for (std::sregex_iterator it(labels.begin(), labels.end(), one), end; it != end; ++it)
      EXPECT_TRUE(allowed.contains(it->str())) << row.name << " has " << it->str();
  }
}

TEST(MetricTable, FindsByWholeName) {
  EXPECT_EQ(find_metric("scand_jobs_total")->labels, "outcome");
  EXPECT_EQ(find_metric("scand_jobs_tot"), nullptr);
}

}  // namespace
}  // namespace scand::daemon
