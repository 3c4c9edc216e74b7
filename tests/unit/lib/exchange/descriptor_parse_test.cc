#include "lib/exchange/descriptor_parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_descriptor.h"

namespace scand::lib::exchange {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(DescriptorParse, ReadsEverything) {
  const Descriptor d = sample_descriptor();
  EXPECT_EQ(d.id, "sampleex");
  EXPECT_EQ(d.name, "Sample");
  EXPECT_EQ(d.aliases, std::vector<std::string>{"sample"});
  EXPECT_EQ(d.budget_group, "sampleex") << "the id, unless said";
  EXPECT_EQ(d.default_top_n, 150U);
  EXPECT_EQ(d.currencies.at("XBT"), "BTC");
  EXPECT_EQ(d.file, "sample.yaml");
  const Bucket& weight = *d.bucket("weight");
  EXPECT_EQ(weight.limit, 100);
  EXPECT_EQ(weight.window, std::chrono::seconds(10));
  EXPECT_EQ(weight.used_header, "x-used") << "in small letters";
  EXPECT_TRUE(weight.reset_is_time);
  EXPECT_EQ(d.bucket("none"), nullptr);
  EXPECT_EQ(d.market(proto::MarketType::swap), nullptr);
  const MarketRules& spot = *d.market(proto::MarketType::spot);
  EXPECT_EQ(spot.base_url, "https://api.sample.test");
  EXPECT_EQ(spot.route("none"), nullptr);
  const Route& tickers = *spot.route("tickers");
  EXPECT_EQ(tickers.layout, Layout::map);
  EXPECT_EQ(tickers.tickers.id[0].at.from, Path::From::key);
  const Route& candles = *spot.route("candles");
  EXPECT_EQ(candles.candles.time_unit, TimeUnit::seconds);
  EXPECT_EQ(candles.cost[0].steps.size(), 3U);
  EXPECT_EQ(spot.route("markets")->cursor, parse_path("/data/next"));
}

TEST(DescriptorParse, FaultsNameFileLineKeyAndNearMatch) {
  EXPECT_THAT(faults_of(sample_text_with("window: 10s", "widnow: 10s")),
              ElementsAre("sample.yaml:8: buckets.weight: \"window\" is missing",
                          "sample.yaml:10: buckets.weight.widnow: is not a known field; did you "
                          "mean \"window\"?"));
  EXPECT_THAT(faults_of(sample_text_with("rows_max: 100", "rows_max: many")),
              ElementsAre("sample.yaml:60: markets.spot.routes.candles.rows_max: has to be a "
                          "number, not \"many\""));
}

TEST(DescriptorParse, EveryPartIsChecked) {
  const std::pair<const char*, const char*> changes[] = {
      {"id: sampleex", "name2: x"},
      {"  spot:", "  margin:"},
      {"1h: \"60\"", "5h: \"60\""},
      {"build: {2h: 1h}", "build: {2h: hour}"},
      {"layout: map", "layout: table"},
      {"time_unit: s", "time_unit: minutes"},
      {"{10: 1, 50: 2, more: 5}", "{10: 1, lots: 2}"},
      {"kind: bad_symbol", "kind: bad_luck"},
      {"kind: banned, hold: 10m", "kind: banned, hold: long"},
      {"{status: 403,", "{status: 42,"},
      {"{code: [\"7\"], kind", "{kind"},
      {"reset_is: time", "reset_is: moment"},
      {"is: time}", "is: moment}"},
      {"headers: {User-Agent: tester}", "headers: {User-Agent: [tester]}"},
      {"holds: {rate_limited: 20s}", "holds: {rate_limits: 20s}"},
      {"n: \"{rows}\"", "n: {}"},
  };
  for (const auto& [from, to] : changes) {
    EXPECT_FALSE(faults_of(sample_text_with(from, to)).empty()) << to;
  }
  EXPECT_FALSE(faults_of("").empty());
  EXPECT_THAT(faults_of("id: [")[0], HasSubstr("not YAML"));
}

TEST(DescriptorParse, AllFaultsAreReportedAtOnce) {
  std::string text = sample_text_with("limit: 100", "limit: much");
  text.replace(text.find("time_unit: s"), 12, "time_unit: x");
  EXPECT_EQ(faults_of(text).size(), 2U);
}

}  // namespace
}  // namespace scand::lib::exchange
