#include "lib/exchange/yaml_tree.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

TEST(YamlTree, KeepsOrderKindsAndLines) {
  const auto tree = parse_yaml("a: 1\nlist: [x, null]\nmap:\n  b: \"2\"\n");
  ASSERT_TRUE(tree.ok());
  ASSERT_EQ(tree->fields.size(), 3U);
  EXPECT_EQ(tree->fields[0].name, "a");
  EXPECT_EQ(tree->fields[0].value.scalar, "1");
  EXPECT_EQ(tree->fields[1].value.items[1].kind, YamlNode::Kind::null);
  EXPECT_EQ(tree->fields[2].value.fields[0].value.line, 4);
}

TEST(YamlTree, AnAnchorsValueStandsWhereItIsUsed) {
  const auto tree = parse_yaml("a: &x {b: 1}\nc: *x\n");
  ASSERT_TRUE(tree.ok());
  EXPECT_EQ(tree->fields[1].value.fields[0].value.scalar, "1");
  EXPECT_EQ(tree->fields[1].value.line, 2);
}

TEST(YamlTree, FaultsNameTheirLine) {
  const auto twice = parse_yaml("a: 1\nb: 2\na: 3\n");
  ASSERT_FALSE(twice.ok());
  EXPECT_EQ(twice.error().line, 3);
  EXPECT_NE(twice.error().message.find("twice"), std::string::npos);
  const auto broken = parse_yaml("a: 1\nb: [1, 2\n");
  ASSERT_FALSE(broken.ok());
  EXPECT_GE(broken.error().line, 2);
  EXPECT_FALSE(parse_yaml("? {a: 1}\n: 2\n").ok()) << "a key that is a map";
}

TEST(YamlTree, RefusesTreesThatGrowOutOfAnchors) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 8; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int k = 0; k < 9; ++k)
      bomb += ", " + before;
    bomb += "]\n";
  }
  const auto tree = parse_yaml(bomb);
  ASSERT_FALSE(tree.ok());
  EXPECT_EQ(tree.error().message, "too large");
  EXPECT_FALSE(parse_yaml(std::string(100, '[') + std::string(100, ']')).ok()) << "too deep";
}

}  // namespace
}  // namespace scand::lib::exchange
