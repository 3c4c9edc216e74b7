#include "lib/exchange/placeholders.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

TEST(Placeholders, AreCutOutOfText) {
  const auto pieces = split_placeholders("/a/{id}?x={start_s-1}&y={end_ms+20}");
  ASSERT_TRUE(pieces);
  EXPECT_EQ(*pieces,
            (std::vector<Piece>{"/a/", Placeholder{"id", 0}, "?x=", Placeholder{"start_s", -1},
                                "&y=", Placeholder{"end_ms", 20}}));
  EXPECT_EQ(split_placeholders(""), std::vector<Piece>{});
}

TEST(Placeholders, MalformedOnesAreRefused) {
  for (const char* const text :
       {"{", "}", "{}", "a{id", "a}b", "{id-}", "{id-x}", "{ID}", "{i{d}}", "{1+id}"})
    EXPECT_EQ(split_placeholders(text), std::nullopt) << text;
}

TEST(Placeholders, UrlsAreEncodedByteByByte) {
  EXPECT_EQ(url_encode("BTC-USDT_1.a~"), "BTC-USDT_1.a~");
  EXPECT_EQ(url_encode("a/b c&d%"), "a%2Fb%20c%26d%25");
  EXPECT_EQ(url_encode("人"), "%E4%BA%BA");
}

}  // namespace
}  // namespace scand::lib::exchange
