#include "lib/base/text.h"

#include <gtest/gtest.h>

namespace scand::base {
namespace {

TEST(Text, LowerCaseIsForAsciiLettersAlone) {
  EXPECT_EQ(ascii_lower("Retry-AFTER 5"), "retry-after 5");
  EXPECT_EQ(ascii_lower("ÄZ[@"), "Äz[@");
  EXPECT_EQ(ascii_lower(""), "");
}

TEST(Text, Utf8CharactersHaveTheirLength) {
  EXPECT_EQ(utf8_length("a"), 1U);
  EXPECT_EQ(utf8_length("\x7f"), 1U);
  EXPECT_EQ(utf8_length("ä"), 2U);
  EXPECT_EQ(utf8_length("人!"), 3U);
  EXPECT_EQ(utf8_length("\xf0\x9f\x98\x80"), 4U);
}

TEST(Text, WhatIsNotUtf8HasNone) {
  for (const std::string_view text :
       {"\x80", "\xff", "\xc3", "\xc3(", "\xe4\xba", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80",
        "\xf0\x80\x80\xaf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80"})
    EXPECT_EQ(utf8_length(text), 0U);
}

}  // namespace
}  // namespace scand::base
