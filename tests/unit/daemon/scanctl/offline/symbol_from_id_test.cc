#include "daemon/scanctl/offline/symbol_from_id.h"

#include <gtest/gtest.h>

namespace scand::daemon {
namespace {

using lib::exchange::Descriptor;
using proto::MarketType;

// A descriptor whose ids are base and quote side by side, unless `pair_apart`.
Descriptor descriptor(bool pair_apart = false, bool upper_case = false) {
  Descriptor result;
  result.currencies = {{"XBT", "BTC"}};
  result.upper_case = upper_case;
  for (const auto type : {MarketType::spot, MarketType::swap}) {
    auto& route = result.markets[type].routes["markets"];
    if (pair_apart) route.markets.pair.emplace_back();
  }
  return result;
}

std::string symbol(const Descriptor& from, MarketType type, std::string_view id) {
  return symbol_from_id(from, type, id).value_or("-");
}

TEST(SymbolFromId, Spot) {
  EXPECT_EQ(symbol(descriptor(), MarketType::spot, "BTCUSDT"), "BTC/USDT");
  EXPECT_EQ(symbol(descriptor(), MarketType::spot, "ETHBTC"), "ETH/BTC");
  EXPECT_EQ(symbol(descriptor(), MarketType::spot, "BTC-USD"), "BTC/USD");
  EXPECT_EQ(symbol(descriptor(), MarketType::spot, "BTC_USDT"), "BTC/USDT");
  EXPECT_EQ(symbol(descriptor(), MarketType::spot, "XBTUSDC"), "BTC/USDC");
  EXPECT_EQ(symbol(descriptor(), MarketType::spot, "TUSDUSDT"), "TUSD/USDT");
  EXPECT_EQ(symbol(descriptor(), MarketType::spot, "BTCFDUSD"), "BTC/FDUSD");
  EXPECT_EQ(symbol(descriptor(false, true), MarketType::spot, "btcusdt"), "BTC/USDT");
}

TEST(SymbolFromId, Swap) {
  EXPECT_EQ(symbol(descriptor(), MarketType::swap, "BTCUSDT"), "BTC/USDT:USDT");
  EXPECT_EQ(symbol(descriptor(), MarketType::swap, "BTC-USDT-SWAP"), "BTC/USDT:USDT");
  EXPECT_EQ(symbol(descriptor(), MarketType::swap, "XBTUSDTM"), "BTC/USDT:USDT");
}

TEST(SymbolFromId, IsEmptyWhereItWouldBeAGuess) {
  EXPECT_EQ(symbol(descriptor(true), MarketType::spot, "XXBTZUSD"), "-");
  EXPECT_EQ(symbol(descriptor(), MarketType::spot, "USDT"), "-");
  EXPECT_EQ(symbol(descriptor(), MarketType::spot, "SOMETHING"), "-");
  EXPECT_EQ(symbol(descriptor(), MarketType::spot, "-USDT"), "-");
  EXPECT_EQ(symbol(descriptor(), MarketType::swap, "BTC-USD-SWAP"), "-") << "settles in BTC";
  EXPECT_EQ(symbol(descriptor(), MarketType::spot, "BTC-30MAY25-70000-C-USDT"), "-") << "an option";
  EXPECT_EQ(symbol(descriptor(), MarketType::spot, "BTC-USD1"), "BTC/USD1");
  EXPECT_EQ(symbol(Descriptor{}, MarketType::spot, "BTCUSDT"), "-");
}

}  // namespace
}  // namespace scand::daemon
