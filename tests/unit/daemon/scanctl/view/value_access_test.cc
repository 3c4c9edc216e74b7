#include "daemon/scanctl/view/value_access.h"

#include <gtest/gtest.h>

#include "parse_json.h"

namespace scand::daemon {
namespace {

TEST(ValueAccess, FollowsPaths) {
  const auto value = parse_json(R"({"a":{"b":{"c":5,"t":"x","f":true}},"n":null})");
  EXPECT_EQ(number_at(value, {"a", "b", "c"}), 5);
  EXPECT_EQ(text_at(value, {"a", "b", "t"}), "x");
  EXPECT_TRUE(flag_at(value, {"a", "b", "f"}));
}

TEST(ValueAccess, MissingAndMistypedFieldsAreHarmless) {
  const auto value = parse_json(R"({"a":{"b":5},"n":null})");
  EXPECT_EQ(number_at(value, {"a", "x"}), std::nullopt);
  EXPECT_EQ(number_at(value, {"a", "b", "c"}), std::nullopt);
  EXPECT_EQ(number_at(value, {"n"}), std::nullopt);
  EXPECT_EQ(text_at(value, {"a", "b"}), "") << "a number is not a string";
  EXPECT_FALSE(flag_at(value, {"a", "b"}));
  EXPECT_EQ(at(parse_json("[1]"), {"a"}), nullptr);
}

TEST(ValueAccess, TheEnvelopeIsLeftOut) {
  const auto fields = without_envelope(
      proto::Value::Map{{"v", 1}, {"type", "ok"}, {"id", "7"}, {"state", "ready"}});
  EXPECT_EQ(fields, proto::Value(proto::Value::Map{{"state", "ready"}}));
}

TEST(ValueAccess, ShowsNumbersToPeople) {
  EXPECT_EQ(show_price(111034.2), "111034.2");
  EXPECT_EQ(show_price(1.5e-7), "0.00000015");
  EXPECT_EQ(show_price(1e22), "10000000000000000000000");
  EXPECT_EQ(show_price({}), "-");
  EXPECT_EQ(show_volume(1.83e9), "1.83B");
  EXPECT_EQ(show_volume(2.5e12), "2.50T");
  EXPECT_EQ(show_volume(999), "999.00");
  EXPECT_EQ(show_volume(1000), "1.00k");
  EXPECT_EQ(show_change(1.934), "+1.93%");
  EXPECT_EQ(show_change(-0.5), "-0.50%");
  EXPECT_EQ(show_seconds(55.109), "55.11s");
  EXPECT_EQ(show_count(150), "150");
}

}  // namespace
}  // namespace scand::daemon
