#include "lib/base/near_match.h"

#include <array>
#include <gtest/gtest.h>
#include <string>

namespace scand::base {
namespace {

constexpr std::array<std::string_view, 4> kNames{"binance", "bybit", "kucoin", "kucoinfutures"};

TEST(NearMatch, CountsEdits) {
  EXPECT_EQ(edit_distance("", ""), 0u);
  EXPECT_EQ(edit_distance("abc", ""), 3u);
  EXPECT_EQ(edit_distance("okx", "okx"), 0u);
  EXPECT_EQ(edit_distance("kraken", "karken"), 1u) << "a swap of neighbours is one edit";
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
  EXPECT_EQ(edit_distance("OKX", "okx"), 0u) << "case does not count";
}

TEST(NearMatch, FindsTheNearest) {
  EXPECT_EQ(nearest("binanec", kNames), "binance");
  EXPECT_EQ(nearest("bybti", kNames), "bybit");
  EXPECT_EQ(nearest("kucoins", kNames), "kucoin");
}

TEST(NearMatch, IsSilentWhenNothingIsNear) {
  EXPECT_EQ(nearest("coinbase", kNames), "");
  EXPECT_EQ(nearest("", kNames), "");
  EXPECT_EQ(nearest(std::string(100'000, 'a'), kNames), "");
}

TEST(NearMatch, MakesTheEndOfASentence) {
  EXPECT_EQ(did_you_mean("bibance", kNames), "; did you mean 'binance'?");
  EXPECT_EQ(did_you_mean("zzz", kNames), "");
}

}  // namespace
}  // namespace scand::base
