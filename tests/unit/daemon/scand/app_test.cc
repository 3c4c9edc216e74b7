// The whole App runs in tests/integration; here is what it is made of.
#include "daemon/scand/app.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scand::daemon {
namespace {

using ::testing::ElementsAre;

TEST(Lifecycle, StopsInReverseAndOnce) {
  std::vector<int> stops;
  {
    Lifecycle lifecycle;
    for (const int part : {1, 2, 3})
      lifecycle.started([&stops, part] { stops.push_back(part); });
    lifecycle.stop();
    EXPECT_THAT(stops, ElementsAre(3, 2, 1));
    lifecycle.started([&stops] { stops.push_back(4); });
  }
  EXPECT_THAT(stops, ElementsAre(3, 2, 1, 4)) << "its end stops what still runs";
}

TEST(LoadExchanges, ABaseUrlMayStandUnderAnAlias) {
  Config config;
  config.settings.exchanges["gateio"].base_url = "http://127.0.0.1:1";
  const auto registry = load_exchanges(config);
  ASSERT_TRUE(registry.ok());
  EXPECT_TRUE(config.settings.exchanges.contains("gate"));
  EXPECT_FALSE(config.settings.exchanges.contains("gateio"));
}

TEST(LoadExchanges, AnUnknownNameIsAFaultInItsPlace) {
  Config config;
  config.file = "f.yaml";
  config.places["exchanges.krakn"] = {4, 3};
  config.settings.exchanges["krakn"] = {};
  const auto registry = load_exchanges(config);
  ASSERT_FALSE(registry.ok());
  EXPECT_EQ(render(registry.error().front()),
            "f.yaml:4:3: exchanges.krakn: unknown exchange; did you mean 'kraken'?");
}

TEST(LoadExchanges, AFaultyDescriptorIsNamed) {
  Config config;
  config.settings.exchanges["okx"].descriptor = "/none/okx.yaml";
  const auto registry = load_exchanges(config);
  ASSERT_FALSE(registry.ok());
  EXPECT_EQ(registry.error().front().file, "/none/okx.yaml");
}

}  // namespace
}  // namespace scand::daemon
