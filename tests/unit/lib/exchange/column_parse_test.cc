#include "lib/exchange/column_parse.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

class ColumnParseTest : public testing::Test {
 protected:
  Place place(const char* text) {
    root_ = std::move(parse_yaml(text)).value();
    return {&root_, "c"};
  }
  YamlNode root_;
  Faults faults_{"f.yaml"};
};

TEST_F(ColumnParseTest, AColumnIsAPathAMapOrAListOfThem) {
  EXPECT_EQ(parse_column(place("a/b"), faults_)[0].at, parse_path("a/b"));
  const Column scaled = parse_column(place("{at: 5, times: 0.01, unit: contracts}"), faults_);
  EXPECT_EQ(scaled[0].factor, 0.01);
  EXPECT_EQ(scaled[0].unit, VolumeUnit::contracts);
  const Column list =
      parse_column(place("[x, {at: v/1, times: p/1}, {at: q, unit: quote}]"), faults_);
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[1].factor_at, parse_path("p/1"));
  EXPECT_EQ(list[2].unit, VolumeUnit::quote);
  EXPECT_TRUE(faults_.list().empty());
}

TEST_F(ColumnParseTest, BrokenColumnsAreFaults) {
  for (const char* const bad :
       {"{times: 2}", "{at: a, tims: 2}", "{at: a, unit: lots}", "a//b", "[[a]]", "{at: 'a\"b'}"}) {
    const std::size_t before = faults_.list().size();
    (void)parse_column(place(bad), faults_);
    EXPECT_GT(faults_.list().size(), before) << bad;
  }
}

TEST_F(ColumnParseTest, ConditionsAreValuesListsNotOrEmpty) {
  const Conditions list = parse_conditions(
      place("{a: x, b: [1, null], c: {not: [0, null]}, d/e: {empty: false}}"), faults_);
  ASSERT_EQ(list.size(), 4U);
  EXPECT_EQ(list[0].values, std::vector<std::string>{"x"});
  EXPECT_EQ(list[1].values, (std::vector<std::string>{"1", "null"}));
  EXPECT_TRUE(list[2].negated);
  EXPECT_EQ(list[3].test, Condition::Test::empty);
  EXPECT_TRUE(list[3].negated);
  EXPECT_EQ(list[3].at, parse_path("d/e"));
  EXPECT_EQ(parse_conditions(place("{a: x}"), faults_, true)[0].at, parse_path("/a"));
  EXPECT_TRUE(faults_.list().empty());
}

TEST_F(ColumnParseTest, BrokenConditionsAreFaults) {
  for (const char* const bad :
       {"{a: {}}", "{a: {not: 1, empty: true}}", "{a: {nto: 1}}", "{a: {empty: 2}}", "[a]"}) {
    const std::size_t before = faults_.list().size();
    (void)parse_conditions(place(bad), faults_);
    EXPECT_GT(faults_.list().size(), before) << bad;
  }
}

TEST_F(ColumnParseTest, EachKindOfRouteHasItsColumns) {
  Route route;
  route.kind = RouteKind::markets;
  parse_columns(place("{id: a, pair: {at: b, pattern: '{base}-{quote}'}, settle: s}"), faults_,
                route);
  EXPECT_TRUE(faults_.list().empty());
  EXPECT_EQ(route.markets.pair_pattern, "{base}-{quote}");
  EXPECT_EQ(route.markets.settle[0].at, parse_path("s"));
  route.kind = RouteKind::candles;
  parse_columns(place("{time: 0, id: 1}"), faults_, route);
  ASSERT_EQ(faults_.list().size(), 1U) << "an id is no column of candles";
  EXPECT_EQ(faults_.list()[0].key, "c.id");
  route.kind = RouteKind::markets;
  parse_columns(place("{id: a, pair: {at: b, pattern: '{base}'}}"), faults_, route);
  EXPECT_EQ(faults_.list().size(), 2U);
}

}  // namespace
}  // namespace scand::lib::exchange
