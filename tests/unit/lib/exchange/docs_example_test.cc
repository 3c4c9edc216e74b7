// The worked example of docs/exchanges.md is a descriptor that works.

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

#include "sample_descriptor.h"

#include "lib/exchange/decode_body.h"
#include "lib/exchange/request_build.h"
#include "tests/kit/support/source_dir.h"

namespace scand::lib::exchange {
namespace {

// The first block of the page in that language.
std::string block(const std::string& language) {
  std::ifstream file(test::source_dir() + "/docs/exchanges.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  const std::string fence = "```" + language + "\n";
  const auto start = page.find(fence);
  if (start == std::string::npos) return {};
  const auto from = start + fence.size();
  return page.substr(from, page.find("```", from) - from);
}

TEST(DocsExample, DecodesItsOwnBody) {
  const Descriptor example = descriptor_of(block("yaml"));
  const std::string body = block("json");
  const auto decoded = decode_body(
      example,
      {RouteKind::markets, proto::MarketType::spot, "", {200, nullptr, body, {}}, std::nullopt});
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  const auto& page = std::get<MarketsPage>(*decoded);
  ASSERT_EQ(page.markets.size(), 1U);
  EXPECT_EQ(page.markets[0].symbol, "BTC/USDT");
}

TEST(DocsExample, HasEveryInterval) {
  const Descriptor example = descriptor_of(block("yaml"));
  for (const proto::Interval interval : proto::kIntervals)
    EXPECT_TRUE(plan_interval(*example.market(proto::MarketType::spot), interval))
        << proto::name(interval);
}

}  // namespace
}  // namespace scand::lib::exchange
