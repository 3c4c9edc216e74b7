// Options of the gateway and of the broker are plain copies; tests/integration sees them at work.
#include "daemon/scand/from_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/scand/config/setting_table.h"

namespace scand::daemon {
namespace {

class FromSettings : public ::testing::Test {
 protected:
  FromSettings() {
    auto loaded = lib::exchange::Registry::load({});
    EXPECT_TRUE(loaded.ok());
    registry_ = std::move(loaded).value();
  }
  [[nodiscard]] std::uint32_t top_n_of(const std::string& id) const {
    return offered_exchanges(settings_, registry_).find(id)->default_top_n;
  }
  [[nodiscard]] lib::rate::BudgetSpec budget(const std::string& id) const {
    return budget_of(settings_, *registry_.find(id), registry_.budgets());
  }

  Settings settings_ = default_settings();
  lib::exchange::Registry registry_;
};

TEST_F(FromSettings, ADisabledExchangeIsNotOffered) {
  const auto all = offered_exchanges(settings_, registry_).all().size();
  EXPECT_EQ(all, registry_.all().size());
  settings_.exchanges["kraken"].enabled = false;
  const auto offered = offered_exchanges(settings_, registry_);
  EXPECT_EQ(offered.all().size(), all - 1);
  EXPECT_EQ(offered.find("kraken"), nullptr);
}

TEST_F(FromSettings, AnExchangesOwnTopNComesBeforeItsDescriptorsAndTheGeneralOne) {
  const auto of_descriptor = registry_.directory().find("kraken")->default_top_n;
  ASSERT_NE(of_descriptor, proto::ExchangeInfo{}.default_top_n) << "this descriptor has a topN";
  settings_.scan.top_n = 33;
  EXPECT_EQ(top_n_of("okx"), 33U);
  EXPECT_EQ(top_n_of("kraken"), of_descriptor);
  settings_.exchanges["okx"].top_n = 7;
  settings_.exchanges["kraken"].top_n = 8;
  EXPECT_EQ(top_n_of("okx"), 7U);
  EXPECT_EQ(top_n_of("kraken"), 8U);
}

TEST_F(FromSettings, ABudgetHasItsPublishedLimitsAndTheShareOfItsExchange) {
  settings_.rate = {.share = 0.8, .assume_spent = 0.25, .jitter_ms = 90};
  settings_.exchanges["okx"].share = 0.3;
  EXPECT_FALSE(budget("kraken").buckets.empty());
  EXPECT_EQ(budget("kraken").share, 0.8);
  EXPECT_EQ(budget("okx").share, 0.3);
  EXPECT_EQ(budget("okx").jitter, std::chrono::milliseconds(90));
  EXPECT_EQ(budget("okx").assume_spent, 0.25);
}

TEST_F(FromSettings, DescriptorFilesAndBaseUrlsReachTheRegistry) {
  settings_.pool.exchanges_directory = "/etc/scand/exchanges";
  settings_.exchanges["okx"].base_url = "http://127.0.0.1:1";
  settings_.exchanges["kraken"].descriptor = "/etc/scand/kraken.yaml";
  const auto options = registry_options(settings_);
  EXPECT_EQ(options.directory, "/etc/scand/exchanges");
  EXPECT_THAT(options.base_urls, ::testing::ElementsAre(std::pair("okx", "http://127.0.0.1:1")));
  EXPECT_THAT(options.files, ::testing::ElementsAre("/etc/scand/kraken.yaml"));
}

TEST_F(FromSettings, UnitsAreConverted) {
  settings_.scan.close_grace_seconds = 1.5;
  settings_.http.connect_timeout_seconds = 0.25;
  EXPECT_EQ(scan_rules(settings_).market.close_grace_ms, 1500);
  EXPECT_EQ(http_options(settings_).connect_timeout, std::chrono::milliseconds(250));
}

}  // namespace
}  // namespace scand::daemon
