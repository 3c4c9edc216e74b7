#include "daemon/scand/config/setting_kind.h"

#include <array>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;

constexpr std::array<std::string_view, 2> kColours{"red", "blue"};

// The predicate that guards the table at compile time, too.
static_assert(default_inside(IntegerKind{5, 1, 5, "x"}));
static_assert(!default_inside(IntegerKind{6, 1, 5, "x"}));
static_assert(!default_inside(IntegerKind{0, 1, 5, "x"}));
static_assert(!default_inside(RealKind{0.96, 0, 0.95, "x"}));
static_assert(!default_inside(ChoiceKind{"green", kColours}));

TEST(SettingKind, ReadsEachType) {
  EXPECT_EQ(std::get<bool>(*parse_value(FlagKind{false}, "true")), true);
  EXPECT_EQ(std::get<std::uint64_t>(*parse_value(IntegerKind{5, 1, 9, "x"}, "9")), 9u);
  EXPECT_EQ(std::get<double>(*parse_value(RealKind{0, 0, 1, "x"}, "0.25")), 0.25);
  EXPECT_EQ(std::get<std::string>(*parse_value(ChoiceKind{"red", kColours}, "blue")), "blue");
  EXPECT_EQ(std::get<std::string>(*parse_value(TextKind{"", TextRule::any}, "hello")), "hello");
}

struct Refusal {
  SettingKind kind;
  std::string_view text;
  std::string_view allowed_text;
};

TEST(SettingKind, SaysWhatWasGivenAndWhatIsAllowed) {
  const Refusal refusals[] = {
      {FlagKind{false}, "yes", "true or false"},
      {FlagKind{false}, "", "true or false"},
      {IntegerKind{5, 1, 9, "x"}, "10", "a whole number from 1 to 9"},
      {IntegerKind{5, 1, 9, "x"}, "0", "from 1 to 9"},
      {IntegerKind{5, 1, 9, "x"}, "-1", "from 1 to 9"},
      {IntegerKind{5, 1, 9, "x"}, "5.0", "whole"},
      {IntegerKind{5, 1, 9, "x"}, "5 s", "whole"},
      {IntegerKind{5, 1, 9, "x"}, "99999999999999999999999", "whole"},
      {RealKind{0, 0, 0.95, "x"}, "0.96", "a number from 0 to 0.95"},
      {RealKind{0, 0, 1, "x"}, "nan", "a number"},
      {RealKind{0, 0, 1, "x"}, "inf", "a number"},
      {RealKind{0, 0, 1, "x"}, "1s", "a number"},
      {ChoiceKind{"red", kColours}, "Red", "red, blue"},
      {TextKind{"", TextRule::ip_or_empty}, "nowhere", "an IPv4 or IPv6 address"},
  };
  for (const auto& refusal : refusals) {
    const auto value = parse_value(refusal.kind, refusal.text);
    ASSERT_FALSE(value.ok()) << refusal.text;
    EXPECT_THAT(value.error(), HasSubstr("'" + std::string(refusal.text) + "'"));
    EXPECT_THAT(value.error(), HasSubstr(std::string(refusal.allowed_text)));
  }
}

TEST(SettingKind, RendersYamlThatReadsBack) {
  EXPECT_EQ(render_value(true), "true");
  EXPECT_EQ(render_value(0.1), "0.1");
  EXPECT_EQ(render_value(std::uint64_t{262144}), "262144");
  EXPECT_EQ(render_value(std::string("tcp://127.0.0.1:5555")), "tcp://127.0.0.1:5555");
  EXPECT_EQ(render_value(std::string()), "\"\"");
  EXPECT_EQ(render_value(std::string("a: b # c")), "\"a: b # c\"");
  EXPECT_EQ(render_value(std::string("say \"x\\y\"")), R"("say \"x\\y\"")");
  EXPECT_EQ(render_value(std::string("true")), "\"true\"") << "a text, not a flag";
  EXPECT_EQ(render_value(std::string("*x")), "\"*x\"");
}

}  // namespace
}  // namespace scand::daemon
