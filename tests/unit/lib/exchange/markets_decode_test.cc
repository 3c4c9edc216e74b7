#include "lib/exchange/markets_decode.h"

#include <gtest/gtest.h>

#include "sample_descriptor.h"

#include "lib/exchange/body_reader.h"

namespace scand::lib::exchange {
namespace {

using proto::MarketType;

VenueResult<MarketsPage> decode(const std::string& rows, MarketType type = MarketType::spot,
                                const Descriptor& descriptor = sample_descriptor()) {
  BodyReader reader;
  const std::string body = R"({"code":"0","data":{"list":[)" + rows + R"(],"next":"p2"}})";
  return decode_markets(reader, descriptor, type,
                        *descriptor.market(MarketType::spot)->route("markets"),
                        {200, nullptr, body, {}});
}

constexpr const char* kRow =
    R"({"name":"XBTUSDT","kind":"spot","base":"XBT","quote":"USDT","size":"0.5","state":"on"})";

TEST(MarketsDecode, ReadsRowsAndTheNextPage) {
  const auto page = decode(kRow);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(
      page->markets,
      (std::vector<Market>{{"XBTUSDT", "BTC/USDT", "BTC", "USDT", MarketType::spot, true, 1}}));
  EXPECT_EQ(page->next_cursor, "p2");
}

TEST(MarketsDecode, ASwapHasASettleCurrencyAndASize) {
  const auto page = decode(kRow, MarketType::swap);
  EXPECT_EQ(page->markets[0].symbol, "BTC/USDT:USDT");
  EXPECT_EQ(page->markets[0].contract_size, 0.5);
}

TEST(MarketsDecode, OtherKindsAreLeftOutSilentlyAndTheInactiveAreKept) {
  const auto page = decode(
      R"({"name":"A","kind":"option"},{"name":"B","kind":"spot","base":"B","quote":"Q","size":1,"state":"off"},)"
      R"({"name":"C","kind":"spot","base":"C","quote":"Q","size":1})");
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page->markets.size(), 2U);
  EXPECT_FALSE(page->markets[0].active);
  EXPECT_FALSE(page->markets[1].active) << "a state that is missing is no good state";
  EXPECT_EQ(page->rejected, 0U);
}

TEST(MarketsDecode, BrokenRowsAreCountedUpToHalf) {
  for (const char* const broken :
       {R"({"kind":"spot","base":"B","quote":"Q","size":1})",
        R"({"name":"X","kind":"spot","quote":"Q","size":1})",
        R"({"name":"X","kind":"spot","base":"B","quote":"","size":1})",
        R"({"name":"X","kind":"spot","base":"B","quote":"Q"})",
        R"({"name":"X","kind":"spot","base":"B","quote":"Q","size":"-1"})"}) {
    const auto page = decode(std::string(kRow) + "," + broken);
    ASSERT_TRUE(page.ok()) << broken;
    EXPECT_EQ(page->rejected, 1U) << broken;
    EXPECT_FALSE(decode(broken).ok()) << broken;
  }
}

TEST(MarketsDecode, PairsInOneTextAndSmallLetters) {
  Descriptor descriptor = sample_descriptor();
  descriptor.upper_case = true;
  MarketColumns& columns =
      descriptor.markets.at(MarketType::spot).routes.find("markets")->second.markets;
  columns.pair = columns.id;
  columns.pair_pattern = "{base}_{quote}";
  const auto page = decode(R"({"name":"xbt_usdt","kind":"spot","size":1,"state":1})",
                           MarketType::spot, descriptor);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->markets[0].symbol, "BTC/USDT");
  EXPECT_EQ(page->markets[0].id, "xbt_usdt") << "the id is the venue's own";
  EXPECT_TRUE(page->markets[0].active);
}

}  // namespace
}  // namespace scand::lib::exchange
