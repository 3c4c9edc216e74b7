#include "daemon/scand/config/exchange_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/scand/config/config_file.h"

namespace scand::daemon {
namespace {

class ResolveExchanges : public ::testing::Test {
 protected:
  static proto::ExchangeDirectory directory() {
    return proto::ExchangeDirectory(
        {{.id = "gate", .aliases = {"gateio"}, .markets = {}, .intervals = {}},
         {.id = "okx", .aliases = {}, .markets = {}, .intervals = {}}});
  }
  static std::vector<std::string> faults(Config& config) {
    std::vector<std::string> out;
    for (const auto& fault : resolve_exchanges(config, directory()))
      out.push_back(render(fault));
    return out;
  }
};

TEST_F(ResolveExchanges, TakesAliases) {
  auto config =
      parse_config("request: {exchange: okx}\nexchanges:\n  GateIO: {top_n: 3}\n", "f.yaml");
  ASSERT_TRUE(config.ok());
  EXPECT_THAT(faults(*config), ::testing::IsEmpty());
  EXPECT_EQ(config->settings.exchanges.at("gate").top_n, 3u);
  EXPECT_EQ(config->settings.exchanges.size(), 1u);
}

TEST_F(ResolveExchanges, TheDefaultExchangeMayBeARule) {
  for (const std::string rule : {"all", "fastest:3", "Fastest:1"}) {
    auto config = parse_config("request: {exchange: '" + rule + "'}\n", "f.yaml");
    ASSERT_TRUE(config.ok());
    EXPECT_THAT(faults(*config), ::testing::IsEmpty()) << rule;
  }
  auto config = parse_config("request: {exchange: 'fastest:0'}\n", "f.yaml");
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(faults(*config).size(), 1U);
}

TEST_F(ResolveExchanges, RefusesUnknownAndRepeatedNames) {
  auto config = parse_config(
      "exchanges:\n  okex: {}\n  gate: {}\n  gateio: {}\nrequest: {exchange: okxx}\n", "f.yaml");
  ASSERT_TRUE(config.ok());
  EXPECT_THAT(faults(*config),
              ::testing::ElementsAre(
                  "f.yaml:4:3: exchanges.gateio: is gate by another name, which is set too; keep "
                  "one of them",
                  "f.yaml:2:3: exchanges.okex: unknown exchange; did you mean 'okx'?",
                  "f.yaml:5:11: request.exchange: unknown exchange 'okxx'; did you mean 'okx'?"));
}

}  // namespace
}  // namespace scand::daemon
