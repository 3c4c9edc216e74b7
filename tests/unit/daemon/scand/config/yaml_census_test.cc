#include "daemon/scand/config/yaml_census.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;

std::string refusal(const std::string& text) {
  const auto refused = refuse_yaml(text);
  return refused ? refused->message : "";
}

std::string list_of(std::size_t values) {
  std::string text = "[";
  for (std::size_t i = 0; i < values; ++i)
    text += "1,";
  return text + "]";
}

TEST(YamlCensus, AcceptsOneDocumentOrNone) {
  for (const auto* text : {"", "# nothing", "---", "a: 1", "--- {a: [1, 2]}\n...\n"})
    EXPECT_EQ(refusal(text), "") << text;
}

TEST(YamlCensus, RefusesASecondDocumentAndReadsNoFurther) {
  EXPECT_THAT(refusal("a: 1\n---\nb: 1\n"), HasSubstr("several YAML documents"));
  // yaml-cpp begins a document at this comma, and then another one at the same comma.
  EXPECT_THAT(refusal(","), HasSubstr("several YAML documents"));
  std::string many;
  for (int i = 0; i < 60'000; ++i)
    many += "[],";
  EXPECT_NE(refusal(many), "");
}

TEST(YamlCensus, CountsValues) {
  EXPECT_EQ(refusal(list_of(kYamlNodesMax - 1)), "");
  EXPECT_THAT(refusal(list_of(kYamlNodesMax)), HasSubstr("more than 20000 values"));
}

TEST(YamlCensus, CountsWhatAnAliasStandsForEachTime) {
  const auto uses = [](std::size_t times) {
    std::string text = "a: &a " + list_of(99) + "\nb: [";
    for (std::size_t i = 0; i < times; ++i)
      text += "*a,";
    return text + "]\n";
  };
  EXPECT_EQ(refusal(uses(198)), "");
  EXPECT_THAT(refusal(uses(200)), HasSubstr("more than 20000 values"));
}

TEST(YamlCensus, RefusesABillionLaughs) {
  std::string text = "a0: &a0 [lol, lol]\n";
  for (int i = 1; i < 64; ++i)
    text += fmt::format("a{}: &a{} [*a{}, *a{}]\n", i, i, i - 1, i - 1);
  EXPECT_THAT(refusal(text), HasSubstr("more than 20000 values"));
}

TEST(YamlCensus, CountsAliases) {
  const auto uses = [](std::size_t times) {
    std::string text = "a: &a 1\nb: [";
    for (std::size_t i = 0; i < times; ++i)
      text += "*a,";
    return text + "]\n";
  };
  EXPECT_EQ(refusal(uses(kYamlAliasesMax)), "");
  EXPECT_THAT(refusal(uses(kYamlAliasesMax + 1)), HasSubstr("more than 1000 aliases"));
}

TEST(YamlCensus, RefusesAnAliasOfItself) {
  const auto refused = refuse_yaml("a:\n  &a [*a]\n");
  ASSERT_TRUE(refused);
  EXPECT_THAT(refused->message, HasSubstr("within what it stands for"));
  EXPECT_EQ(refused->place.line, 2);
}

TEST(YamlCensus, SaysWhereTheTextIsBroken) {
  const auto refused = refuse_yaml("a: 1\nb: [1\n");
  ASSERT_TRUE(refused);
  EXPECT_THAT(refused->message, HasSubstr("not valid YAML"));
  EXPECT_EQ(refused->place.line, 3);
  EXPECT_NE(refusal(std::string(100'000, '[')), "");
}

}  // namespace
}  // namespace scand::daemon
