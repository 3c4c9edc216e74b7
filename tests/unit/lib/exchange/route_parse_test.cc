#include "lib/exchange/route_parse.h"

#include <gtest/gtest.h>

#include "sample_descriptor.h"

namespace scand::lib::exchange {
namespace {

constexpr const char* kExtra = R"(      latest:
        kind: tickers
        path: /latest
        cost: {calls: 1}
        columns: {id: id, last: last}
      candles:
)";

TEST(RouteParse, ExtraRoutesSayTheirKind) {
  const Descriptor d = descriptor_of(sample_text_with("      candles:\n", kExtra));
  const Route* const route = d.market(proto::MarketType::spot)->route("latest");
  ASSERT_NE(route, nullptr);
  EXPECT_EQ(route->kind, RouteKind::tickers);
  EXPECT_EQ(route->name, "latest");
  std::string untold = kExtra;
  untold.erase(untold.find("        kind: tickers\n"), 22);
  EXPECT_FALSE(faults_of(sample_text_with("      candles:\n", untold)).empty());
}

TEST(RouteParse, AMarketTypeMayHaveABaseUrlOfItsOwn) {
  const Descriptor d =
      descriptor_of(sample_text_with("  spot:\n", "  spot:\n    base_url: http://other.test/v1\n"));
  EXPECT_EQ(d.market(proto::MarketType::spot)->base_url, "http://other.test/v1");
}

TEST(RouteParse, CostsAreOneNumberOrStepsByRows) {
  const Descriptor d = sample_descriptor();
  const auto& costs = d.market(proto::MarketType::spot)->route("candles")->cost;
  ASSERT_EQ(costs.size(), 2U);
  EXPECT_EQ(costs[0].steps[1].up_to_rows, 50U);
  EXPECT_EQ(costs[0].steps[1].units, 2);
  EXPECT_EQ(costs[0].steps[2].up_to_rows, std::numeric_limits<std::uint32_t>::max());
  EXPECT_EQ(costs[1].steps[0].units, 1);
}

TEST(RouteParse, FieldsOfOtherKindsAreUnknown) {
  EXPECT_FALSE(faults_of(sample_text_with("layout: map", "rows_max: 3")).empty());
  EXPECT_FALSE(faults_of(sample_text_with("rows_max: 100", "active: {a: 1}")).empty());
}

}  // namespace
}  // namespace scand::lib::exchange
