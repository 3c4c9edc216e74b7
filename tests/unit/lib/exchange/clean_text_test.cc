#include "lib/exchange/clean_text.h"

#include <gtest/gtest.h>

#include "proto/encoding/utf8.h"

namespace scand::lib::exchange {
namespace {

TEST(CleanText, OneLineWithoutControlCharacters) {
  EXPECT_EQ(clean_text("  a\r\n\tb \x01 c  "), "a b c");
  EXPECT_EQ(clean_text("x\x7Fy"), "x?y");
  EXPECT_EQ(clean_text(""), "");
}

TEST(CleanText, KeepsGoodUtf8AndMarksBad) {
  EXPECT_EQ(clean_text("é人\U0001F600"), "é人\U0001F600");
  EXPECT_EQ(clean_text("a\xFFz"), "a?z");
  // Overlong, surrogate, beyond the last character, cut off.
  for (const char* const bad :
       {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xBA", "\xF0\x80\x80\x80"}) {
    const std::string clean = clean_text(bad);
    EXPECT_TRUE(proto::valid_utf8(clean));
    EXPECT_EQ(clean.find_first_not_of('?'), std::string::npos);
  }
}

TEST(CleanText, CutsAtACharacter) {
  EXPECT_EQ(clean_text("abcdef", 3), "abc");
  EXPECT_EQ(clean_text("ab人", 4), "ab");
}

TEST(CleanText, FindsPartsInAnyCase) {
  EXPECT_TRUE(contains_any_case("Too Many Requests", "too many"));
  EXPECT_TRUE(contains_any_case("x", ""));
  EXPECT_FALSE(contains_any_case("many", "too many"));
}

}  // namespace
}  // namespace scand::lib::exchange
