#include "daemon/scanctl/view/text_table.h"

#include <gtest/gtest.h>

namespace scand::daemon {
namespace {

TextTable table() {
  TextTable result({{"NAME", Align::left}, {"N", Align::right}, {"NOTE", Align::left}});
  result.add({{"a", Colour::none}, {"1000", Colour::none}, {"", Colour::none}});
  result.add({{"longer", Colour::green}, {"7", Colour::none}, {"x", Colour::red}});
  return result;
}

TEST(TextTable, AlignsAndTrims) {
  EXPECT_EQ(table().render(false),
            "NAME       N  NOTE\n"
            "a       1000\n"
            "longer     7  x\n");
}

TEST(TextTable, ColoursDoNotShiftColumns) {
  auto text = table().render(true);
  EXPECT_NE(text.find("\x1b[32mlonger\x1b[0m"), std::string::npos);
  for (auto at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b'))
    text.erase(at, text.find('m', at) - at + 1);
  EXPECT_EQ(text, table().render(false));
}

TEST(TextTable, ACellCannotControlTheTerminal) {
  TextTable result({{"A", Align::left}});
  result.add({{"x\n\x1b[2Jy", Colour::none}});
  EXPECT_EQ(result.render(true).find("\x1b[2J"), std::string::npos);
  EXPECT_NE(result.render(false).find("x\\x0a\\x1b[2Jy\n"), std::string::npos);
}

TEST(TextTable, CountsColumnsAsATerminalDoes) {
  EXPECT_EQ(display_columns("abc"), 3u);
  EXPECT_EQ(display_columns("é€"), 2u);
  EXPECT_EQ(display_columns("█░…✅"), 4u);
  EXPECT_EQ(display_columns("币安"), 4u);
  EXPECT_EQ(display_columns("🚀"), 2u);
}

TEST(TextTable, PaintsOnlyWhenAsked) {
  EXPECT_EQ(paint("x", Colour::red, false), "x");
  EXPECT_EQ(paint("x", Colour::none, true), "x");
  EXPECT_EQ(paint("x", Colour::red, true), "\x1b[31mx\x1b[0m");
}

}  // namespace
}  // namespace scand::daemon
