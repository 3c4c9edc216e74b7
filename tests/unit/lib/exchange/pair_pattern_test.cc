#include "lib/exchange/pair_pattern.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

TEST(PairPattern, ReadsBothOrdersAndWhatStandsAround) {
  EXPECT_EQ(match_pair("{base}_{quote}", "BTC_USDT"), (Pair{"BTC", "USDT"}));
  EXPECT_EQ(match_pair("{quote}-{base}", "KRW-BTC"), (Pair{"BTC", "KRW"}));
  EXPECT_EQ(match_pair("t{base}:{quote}-SWAP", "tETH:USD-SWAP"), (Pair{"ETH", "USD"}));
  EXPECT_EQ(match_pair("{base}-{quote}", "A-B-USDT"), (Pair{"A-B", "USDT"}));
}

TEST(PairPattern, WhatDoesNotFitIsNone) {
  for (const char* const text : {"", "BTCUSDT", "_USDT", "BTC_", "_"})
    EXPECT_EQ(match_pair("{base}_{quote}", text), std::nullopt) << text;
  EXPECT_EQ(match_pair("{base}_{quote}-SWAP", "BTC_USDT"), std::nullopt);
}

TEST(PairPattern, NeedsBothAndSomethingBetween) {
  EXPECT_TRUE(valid_pair_pattern("{base}/{quote}"));
  for (const char* const bad :
       {"", "{base}", "{base}{quote}", "{base}/{quote}{x}", "{base}/{base}"})
    EXPECT_FALSE(valid_pair_pattern(bad)) << bad;
}

}  // namespace
}  // namespace scand::lib::exchange
