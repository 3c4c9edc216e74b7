#include "lib/exchange/error_rules_parse.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

class ErrorRulesParseTest : public testing::Test {
 protected:
  ErrorRules parse(const char* text) {
    const YamlNode root = std::move(parse_yaml(text)).value();
    return parse_error_rules({&root, "errors"}, faults_);
  }
  Faults faults_{"f.yaml"};
};

TEST_F(ErrorRulesParseTest, ReadsTestsPlacesRulesAndHolds) {
  const ErrorRules rules = parse(R"(
when:
  - {code: {not: 0}}
  - {success: false}
code: [err-code, code]
text: msg
holds: {banned: 5m}
rules:
  - {status: [403, 418], code: x, text: [a, b], kind: banned, hold: 2m}
  - {code: y, kind: rate_limited, time: {after: until, unit: ms, is: time}}
  - {text: z, kind: maintenance, hold: none}
)");
  ASSERT_TRUE(faults_.list().empty()) << describe(faults_.list()[0]);
  EXPECT_EQ(rules.when.size(), 2U);
  EXPECT_EQ(rules.code, (std::vector<Path>{parse_path("/err-code"), parse_path("/code")}));
  EXPECT_EQ(rules.holds.at(proto::ErrorKind::banned), std::chrono::minutes(5));
  ASSERT_EQ(rules.rules.size(), 3U);
  EXPECT_EQ(rules.rules[0].statuses, (std::vector<int>{403, 418}));
  EXPECT_EQ(rules.rules[0].hold, std::chrono::minutes(2));
  EXPECT_TRUE(rules.rules[1].time->is_time);
  EXPECT_FALSE(rules.rules[1].hold);
  EXPECT_EQ(rules.rules[2].hold, base::Nanos(0));
}

TEST_F(ErrorRulesParseTest, OneTestNeedsNoList) {
  EXPECT_EQ(parse("when: {a: 1, b: 2}").when[0].size(), 2U);
  EXPECT_TRUE(faults_.list().empty());
}

TEST_F(ErrorRulesParseTest, BrokenRulesAreFaults) {
  for (const char* const bad :
       {"rules: [{code: x}]", "rules: [{kind: banned}]", "rules: [{status: 99, kind: banned}]",
        "rules: [{code: x, kind: odd}]", "rules: [{code: x, kind: banned, time: {unit: s}}]",
        "rules: [{code: x, kind: banned, time: {after: a, is: later}}]", "ruels: []",
        "holds: {odd: 5s}", "holds: {banned: soon}"}) {
    const std::size_t before = faults_.list().size();
    (void)parse(bad);
    EXPECT_GT(faults_.list().size(), before) << bad;
  }
}

}  // namespace
}  // namespace scand::lib::exchange
