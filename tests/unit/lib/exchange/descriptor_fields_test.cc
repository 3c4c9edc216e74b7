#include "lib/exchange/descriptor_fields.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

class FieldReaderTest : public testing::Test {
 protected:
  DescriptorFields reader(const char* text) {
    root_ = std::move(parse_yaml(text)).value();
    return DescriptorFields({&root_, "top"}, faults_);
  }
  [[nodiscard]] std::vector<std::string> faults() const {
    std::vector<std::string> texts;
    for (const DescriptorError& error : faults_.list())
      texts.push_back(describe(error));
    return texts;
  }
  YamlNode root_;
  Faults faults_{"f.yaml"};
};
using Texts = std::vector<std::string>;

TEST_F(FieldReaderTest, ReadsFieldsByType) {
  DescriptorFields fields = reader("{t: x, f: true, w: 7, l: [a, null], one: b}");
  EXPECT_EQ(fields.text("t"), "x");
  EXPECT_EQ(fields.text("none", "else"), "else");
  EXPECT_TRUE(fields.flag("f", false));
  EXPECT_EQ(fields.whole("w", 0), 7U);
  EXPECT_EQ(fields.whole("none", 3), 3U);
  EXPECT_EQ(fields.texts("l"), (Texts{"a", "null"}));
  EXPECT_EQ(fields.texts("one"), Texts{"b"});
  EXPECT_EQ(fields.texts("none"), Texts{});
  fields.finish();
  EXPECT_EQ(faults(), Texts{});
}

TEST_F(FieldReaderTest, WrongTypesAreFaultsWithLineAndKey) {
  DescriptorFields fields = reader("t: [x]\nf: maybe\nw: -1\nn: abc\n");
  (void)fields.text("t");
  (void)fields.flag("f", false);
  (void)fields.whole("w", 0);
  (void)fields.whole("n", 0);
  (void)fields.need_text("gone");
  EXPECT_EQ(faults(), (Texts{"f.yaml:1: top.t: has to be one plain value",
                             "f.yaml:2: top.f: has to be true or false",
                             "f.yaml:3: top.w: has to be a whole number that is not negative",
                             "f.yaml:4: top.n: has to be a number, not \"abc\"",
                             "f.yaml:1: top: \"gone\" is missing"}));
}

TEST_F(FieldReaderTest, UnknownFieldsAreFaultsWithANearMatch) {
  DescriptorFields fields = reader("limits: 1\nother: 2\n");
  (void)fields.field("limit");
  fields.finish();
  EXPECT_EQ(faults(), (Texts{"f.yaml:1: top.limits: is not a known field; did you mean \"limit\"?",
                             "f.yaml:2: top.other: is not a known field"}));
}

TEST_F(FieldReaderTest, DurationsAndTimeUnits) {
  const auto duration = [&](const char* text) {
    YamlNode node{YamlNode::Kind::scalar, 1, text, {}, {}};
    return duration_of({&node, "d"}, faults_);
  };
  EXPECT_EQ(duration("250ms"), std::chrono::milliseconds(250));
  EXPECT_EQ(duration("5s"), std::chrono::seconds(5));
  EXPECT_EQ(duration("10m"), std::chrono::minutes(10));
  EXPECT_EQ(duration("1h"), std::chrono::hours(1));
  EXPECT_TRUE(faults().empty());
  for (const char* const bad : {"", "5", "s", "-1s", "0s", "1d", "1e9h"})
    EXPECT_EQ(duration(bad), std::nullopt) << bad;
  EXPECT_EQ(faults().size(), 7U);
  YamlNode unit{YamlNode::Kind::scalar, 1, "ns", {}, {}};
  EXPECT_EQ(time_unit_of({&unit, "u"}, faults_), TimeUnit::nanoseconds);
  unit.scalar = "minutes";
  EXPECT_EQ(time_unit_of({&unit, "u"}, faults_), std::nullopt);
}

TEST_F(FieldReaderTest, WhatIsNoMapReadsAsAnEmptyOne) {
  DescriptorFields fields = reader("[1, 2]");
  EXPECT_FALSE(fields.field("a"));
  EXPECT_EQ(faults(), Texts{"f.yaml:1: top: has to be a map of fields"});
}

}  // namespace
}  // namespace scand::lib::exchange
