#include "lib/exchange/registry.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "recording.h"
#include "sample_descriptor.h"

#include "lib/exchange/request_build.h"

namespace scand::lib::exchange {
namespace {

using proto::Interval;
using proto::MarketType;
using testing::ElementsAre;
using testing::HasSubstr;

class RegistryTest : public testing::Test {
 protected:
  void SetUp() override {
    directory_ = std::filesystem::path(testing::TempDir()) /
                 testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(directory_);
    std::filesystem::create_directory(directory_);
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(directory_ / name) << text;
  }
  std::filesystem::path directory_;
};

TEST(BuiltinExchanges, AreThereUnderAllTheirNames) {
  for (const char* const id : {"binance", "bybit", "coinbase", "gate", "htx", "kraken", "kucoin",
                               "kucoinfutures", "mexc", "okx"})
    EXPECT_NE(builtin_registry().find(id), nullptr) << id;
  EXPECT_EQ(builtin_registry().find("GateIO")->id, "gate");
  EXPECT_EQ(builtin_registry().find("huobi")->id, "htx");
  EXPECT_EQ(builtin_registry().find("bitmart"), nullptr);
}

// What a scan relies on at every exchange, beyond what the parser and the checks see.
TEST(BuiltinExchanges, ConformToWhatAScanNeeds) {
  for (const Descriptor& descriptor : builtin_registry().all())
    for (const auto& [type, rules] : descriptor.markets) {
      SCOPED_TRACE(descriptor.id + " " + std::string(proto::name(type)));
      for (const Interval interval : proto::kIntervals) {
        const auto plan = plan_interval(rules, interval);
        ASSERT_TRUE(plan) << proto::name(interval);
        const Route& candles = *rules.route("candles");
        const auto built = build_request(descriptor, rules, candles,
                                         {"ID", plan->source, 300, 1'761'307'200'000, {}, ""});
        ASSERT_TRUE(built.ok()) << proto::name(interval);
        EXPECT_GE(built->rows, 300U) << "a full analysis in one request";
        EXPECT_TRUE(built->url.starts_with("https://"));
        for (const auto& [bucket, units] : built->cost)
          EXPECT_LE(units, descriptor.bucket(bucket)->limit);
      }
    }
}

TEST(BuiltinExchanges, WeeksBeginOnMondayAndDaysAtMidnight) {
  // Exchanges whose own weeks begin on another day, or on a day that is not documented.
  for (const char* const id : {"gate", "htx", "kraken", "kucoin", "kucoinfutures", "mexc"})
    for (const auto& [type, rules] : builtin_registry().find(id)->markets)
      EXPECT_FALSE(rules.intervals.contains(Interval::w1)) << id;
  const Descriptor& htx = *builtin_registry().find("htx");
  EXPECT_EQ(plan_interval(*htx.market(MarketType::spot), Interval::d1),
            (IntervalPlan{Interval::h4, 6}));
}

TEST(BuiltinExchanges, TheDirectoryListsWhatClientsMayAskFor) {
  const proto::ExchangeDirectory directory = builtin_registry().directory();
  const proto::ExchangeInfo* const coinbase = directory.find("coinbase");
  ASSERT_NE(coinbase, nullptr);
  EXPECT_THAT(coinbase->markets, ElementsAre(MarketType::spot, MarketType::swap));
  EXPECT_THAT(coinbase->intervals.at(MarketType::spot), testing::Contains(Interval::h4)) << "built";
  EXPECT_THAT(directory.find("kucoinfutures")->markets, ElementsAre(MarketType::swap));
  EXPECT_EQ(directory.find("kraken")->default_top_n, 40U);
  EXPECT_EQ(directory.find("gateio"), directory.find("gate"));
}

TEST(BuiltinExchanges, BudgetsAreOneForAGroup) {
  const auto budgets = builtin_registry().budgets();
  EXPECT_EQ(budgets.size(), builtin_registry().all().size() - 1) << "KuCoin's two share one";
  const auto kucoin = std::ranges::find(budgets, "kucoin", &rate::BudgetSpec::group);
  ASSERT_NE(kucoin, budgets.end());
  EXPECT_THAT(kucoin->buckets,
              ElementsAre(rate::BucketSpec{"public", 2000, std::chrono::seconds(30), 15}));
  const auto binance = std::ranges::find(budgets, "binance", &rate::BudgetSpec::group);
  EXPECT_EQ(binance->buckets[0].max_call_cost, 80);
}

TEST_F(RegistryTest, ADescriptorSaysHowMuchMayLeaveAtOnce) {
  write("sampleex.yaml", sample_text_with("window: 10s", "window: 10s\n    burst_share: 0.5"));
  const auto loaded = Registry::load({.directory = directory_});
  ASSERT_TRUE(loaded.ok()) << describe(loaded.error()[0]);
  const auto budgets = loaded->budgets();
  const auto group = std::ranges::find(budgets, "sampleex", &rate::BudgetSpec::group);
  ASSERT_NE(group, budgets.end());
  const auto weight = std::ranges::find(group->buckets, "weight", &rate::BucketSpec::name);
  EXPECT_EQ(weight->burst_share, 0.5);
  write("sampleex.yaml", sample_text_with("window: 10s", "window: 10s\n    burst_share: 1.5"));
  EXPECT_FALSE(Registry::load({.directory = directory_}).ok());
}

TEST_F(RegistryTest, ADirectoryAddsAndReplaces) {
  write("sampleex.yaml", sample_text());
  std::string kraken = sample_text_with("id: sampleex", "id: kraken");
  kraken.replace(kraken.find("aliases: [sample]"), 17, "aliases: []");
  write("mine.yaml", kraken);
  write("notes.txt", "not a descriptor");
  const auto loaded = Registry::load({.directory = directory_});
  ASSERT_TRUE(loaded.ok()) << describe(loaded.error()[0]);
  EXPECT_EQ(loaded->all().size(), builtin_registry().all().size() + 1);
  EXPECT_EQ(loaded->find("sample")->id, "sampleex");
  EXPECT_EQ(loaded->find("kraken")->name, "Sample") << "as a whole";
  EXPECT_EQ(loaded->find("kraken")->file, (directory_ / "mine.yaml").string());
  EXPECT_NE(loaded->directory().find("sampleex"), nullptr);
}

TEST_F(RegistryTest, EveryFaultIsReported) {
  write("a.yaml", sample_text_with("cost: {weight: 40}", "cost: {weigth: 40}"));
  write("b.yaml", "id: [");
  write("c.yaml", sample_text_with("id: sampleex", "id: other"));
  write("d.yaml", sample_text());
  write("e.yaml", sample_text());
  const auto loaded =
      Registry::load({.directory = directory_, .base_urls = {{"nowhere", "http://x"}}});
  ASSERT_FALSE(loaded.ok());
  std::string all;
  for (const DescriptorError& error : loaded.error())
    all += describe(error) + "\n";
  EXPECT_THAT(all,
              HasSubstr("a.yaml: markets.spot.routes.tickers.cost.weigth: there is no bucket"));
  EXPECT_THAT(all, HasSubstr("b.yaml:1"));
  EXPECT_THAT(all, HasSubstr("e.yaml: the id sampleex is also in"));
  EXPECT_THAT(all, HasSubstr("the name sample is taken by"));
  EXPECT_THAT(all, HasSubstr("exchanges.nowhere: there is no such exchange"));
}

TEST_F(RegistryTest, AGroupsBucketsHaveToAgree) {
  write("twin.yaml",
        sample_text_with("buckets:\n",
                         "budget_group: kraken\nbuckets:\n  requests: {limit: 9, window: 1s}\n"));
  const auto loaded = Registry::load({.directory = directory_});
  ASSERT_FALSE(loaded.ok());
  EXPECT_THAT(describe(loaded.error()[0]), HasSubstr("bucket requests of group kraken differs"));
}

TEST_F(RegistryTest, SingleFilesAreLikeTheDirectorys) {
  const auto single = directory_ / "single.descriptor";
  std::ofstream(single) << sample_text_with("name: Sample", "name: By itself");
  const auto loaded = Registry::load({.files = {single}});
  ASSERT_TRUE(loaded.ok()) << describe(loaded.error()[0]);
  EXPECT_EQ(loaded->find("sampleex")->name, "By itself");
  write("a.yaml", sample_text());
  EXPECT_FALSE(Registry::load({.directory = directory_, .files = {single}}).ok())
      << "two files with one id";
}

TEST_F(RegistryTest, ADirectoryThatIsNotThereIsAFault) {
  EXPECT_FALSE(Registry::load({.directory = directory_ / "none"}).ok());
}

TEST_F(RegistryTest, BaseUrlsAreReplacedForAllMarketTypes) {
  const auto loaded = Registry::load({.base_urls = {{"huobi", "http://127.0.0.1:9000/htx"}}});
  ASSERT_TRUE(loaded.ok());
  for (const auto& [type, rules] : loaded->find("htx")->markets)
    EXPECT_EQ(rules.base_url, "http://127.0.0.1:9000/htx");
  EXPECT_FALSE(Registry::load({.base_urls = {{"htx", "nonsense"}}}).ok());
}

}  // namespace
}  // namespace scand::lib::exchange
