#include "proto/request/request_fields.h"

#include <array>
#include <gtest/gtest.h>

#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

constexpr std::array<std::string_view, 3> kColours{"red", "green", "blue"};

std::string refusal_of(const RequestFields& fields) {
  return fields.ok() ? "none" : fields.refusal().message;
}

TEST(RequestFields, ReadsPresentFieldsAndReportsAbsentOnes) {
  const Value map(Value::Map{{"b", true}, {"n", 2}, {"w", 3.0}, {"t", "text"}, {"c", "GREEN"}});
  RequestFields fields(map);
  EXPECT_EQ(fields.boolean("b"), true);
  EXPECT_EQ(fields.number("n", 0, 2), 2.0);
  EXPECT_EQ(fields.whole("w", 3, 5), 3U);
  EXPECT_EQ(fields.text("t", 4, "short text"), "text");
  EXPECT_EQ(fields.choice("c", kColours), 1U);
  EXPECT_EQ(fields.boolean("absent"), std::nullopt);
  EXPECT_EQ(fields.any("absent"), nullptr);
  EXPECT_TRUE(fields.ok());
}

TEST(RequestFields, ARefusalNamesTheFieldTheValueAndWhatIsAllowed) {
  const auto said = [](const Value& given, auto&& ask) {
    const Value map(Value::Map{{"f", given}});
    RequestFields fields(map);
    ask(fields);
    EXPECT_FALSE(fields.ok());
    EXPECT_EQ(fields.refusal().field, "f");
    EXPECT_EQ(fields.refusal().code, RefusalCode::bad_request);
    return refusal_of(fields);
  };
  const auto boolean = [](RequestFields& f) { (void)f.boolean("f"); };
  const auto number = [](RequestFields& f) { (void)f.number("f", 0, 100); };
  const auto whole = [](RequestFields& f) { (void)f.whole("f", 1, 10); };
  const auto text = [](RequestFields& f) { (void)f.text("f", 3, "3 bytes"); };
  const auto choice = [](RequestFields& f) { (void)f.choice("f", kColours); };
  EXPECT_EQ(said(1, boolean), "f: 1 was given; allowed: true or false");
  EXPECT_EQ(said("9", number), "f: \"9\" was given; allowed: a number from 0 to 100");
  EXPECT_EQ(said(100.5, number), "f: 100.5 was given; allowed: a number from 0 to 100");
  EXPECT_EQ(said(-0.5, number), "f: -0.5 was given; allowed: a number from 0 to 100");
  EXPECT_EQ(said(2.5, whole), "f: 2.5 was given; allowed: a whole number from 1 to 10");
  EXPECT_EQ(said(0, whole), "f: 0 was given; allowed: a whole number from 1 to 10");
  EXPECT_EQ(said(11, whole), "f: 11 was given; allowed: a whole number from 1 to 10");
  EXPECT_EQ(said("four", text), "f: \"four\" was given; allowed: 3 bytes");
  EXPECT_EQ(said(4, choice), "f: 4 was given; allowed: red, green or blue");
  EXPECT_EQ(said("gren", choice),
            "f: \"gren\" was given; allowed: red, green or blue; did you mean 'green'?");
  EXPECT_EQ(said(Value(), boolean),
            "f: null was given; allowed: true or false (leave the field out for its default)");
}

TEST(RequestFields, KeepsTheFirstFaultAndReadsTheRestAsAbsent) {
  const Value map(Value::Map{{"a", 1}, {"b", 2}});
  RequestFields fields(map);
  EXPECT_EQ(fields.boolean("a"), std::nullopt);
  EXPECT_EQ(fields.boolean("b"), std::nullopt);
  EXPECT_EQ(fields.number("b", 0, 5), std::nullopt);
  EXPECT_EQ(fields.refusal().field, "a");
}

TEST(RequestFields, UnknownFieldsAreThoseNotReadWithoutTheEnvelope) {
  const Value map(Value::Map{{"z", 1}, {"v", 1}, {"type", "x"}, {"id", 1}, {"known", 1}, {"a", 1}});
  RequestFields fields(map);
  (void)fields.any("known");
  (void)fields.any("absent");
  EXPECT_EQ(fields.unknown(), (std::vector<std::string>{"a", "z"}));
}

TEST(RequestFields, AnythingButAMapIsAFault) {
  const Value array(Value::Array{1});
  const RequestFields fields(array);
  EXPECT_EQ(refusal_of(fields), "an array of 1 was given; a request is a map");
  EXPECT_TRUE(fields.unknown().empty());
}

TEST(RequestFields, Folding) {
  EXPECT_EQ(to_lower("AbZ\u00c4"), "abz\u00c4");
  EXPECT_EQ(to_upper("aBz/1"), "ABZ/1");
  constexpr std::array<std::string_view, 1> one{"x"};
  EXPECT_EQ(listed(one), "x");
  EXPECT_EQ(listed({}), "");
}

}  // namespace
}  // namespace scand::proto
