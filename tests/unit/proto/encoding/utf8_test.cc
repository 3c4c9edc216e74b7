#include "proto/encoding/utf8.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace scand::proto {
namespace {

TEST(Utf8, AcceptsTheFirstAndLastOfEachLength) {
  for (const std::string& text :
       {std::string(), std::string(1, '\0'), std::string("\x7F"), std::string("\xC2\x80"),
        std::string("\xDF\xBF"), std::string("\xE0\xA0\x80"), std::string("\xED\x9F\xBF"),
        std::string("\xEE\x80\x80"), std::string("\xEF\xBF\xBF"), std::string("\xF0\x90\x80\x80"),
        std::string("\xF4\x8F\xBF\xBF"), std::string("a\xC3\xA9z")})
    EXPECT_TRUE(valid_utf8(text)) << text;
}

TEST(Utf8, RefusesEveryKindOfMalformedText) {
  const std::vector<std::string> malformed{"\x80",          // a tail byte alone
                                           "\xC3",          // cut short
                                           "\xC3\xC3",      // a lead byte in place of a tail byte
                                           "\xC0\x80",      // overlong, two bytes
                                           "\xE0\x9F\xBF",  // overlong, three
                                           "\xF0\x8F\xBF\xBF",  // overlong, four
                                           "\xED\xA0\x80",      // a surrogate
                                           "\xF4\x90\x80\x80",  // past U+10FFFF
                                           "\xF5\x80\x80\x80",  // never a lead byte
                                           "\xE2\x82",          // cut short at the end
                                           "ok\xE2\x28\xA1"};  // the second byte is not a tail byte
  for (const std::string& text : malformed)
    EXPECT_FALSE(valid_utf8(text)) << testing::PrintToString(text);
}

TEST(Utf8, RepairsByteByByteAndLeavesTheRestAlone) {
  EXPECT_EQ(repaired_utf8("plain \xC3\xA9"), "plain \xC3\xA9");
  EXPECT_EQ(repaired_utf8("\xFF"
                          "a\xE2\x82"
                          "b\xC3"),
            "?a??b?");
  EXPECT_EQ(repaired_utf8("\xED\xA0\x80"), "???");
  EXPECT_EQ(repaired_utf8(""), "");
}

}  // namespace
}  // namespace scand::proto
