#include "lib/exchange/row_columns.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

Source at(const char* path) {
  Source source;
  source.at = parse_path(path);
  return source;
}

Condition is(const char* path, std::vector<std::string> values) {
  return {parse_path(path), Condition::Test::one_of, std::move(values), false};
}

class RowColumnsTest : public testing::Test {
 protected:
  // Calls `use` with the one row of `body`, after the columns were added.
  template <class Use>
  void with_row(const std::string& body, const Use& use) {
    ASSERT_TRUE(reader_.load(body).ok());
    ASSERT_TRUE(columns_.read_roots(reader_).ok());
    const auto status =
        reader_.each_row(parse_path("/row"), false, columns_.paths(), [&](auto key, auto tokens) {
          use(Row{key, tokens});
        });
    ASSERT_TRUE(status.ok());
  }
  BodyReader reader_;
  RowColumns columns_;
};

TEST_F(RowColumnsTest, TakesTheFirstAlternativeThatIsThere) {
  const auto column =
      columns_.add(Column{at("none"), at("null"), at("empty"), at("bad"), at("good")});
  with_row(R"({"row":{"null":null,"empty":"","bad":"nan","good":"4.5"}})", [&](const Row& row) {
    EXPECT_EQ(columns_.number(column, row)->value, 4.5);
    EXPECT_EQ(columns_.text(column, row), "nan") << "as a text it is one";
  });
}

TEST_F(RowColumnsTest, NothingAtAllIsNothing) {
  const auto none = columns_.add(Column{});
  const auto list = columns_.add(Column{at("list")});
  const auto flag = columns_.add(Column{at("flag")});
  with_row(R"({"row":{"list":[1],"flag":true}})", [&](const Row& row) {
    EXPECT_FALSE(columns_.number(none, row));
    EXPECT_FALSE(columns_.number(list, row));
    EXPECT_FALSE(columns_.number(flag, row));
    EXPECT_EQ(columns_.text(list, row), "");
  });
}

TEST_F(RowColumnsTest, MultipliesByANumberOrAnotherColumn) {
  Source fraction = at("f");
  fraction.factor = 100;
  Source product = at("v/1");
  product.factor_at = parse_path("p/1");
  Source hopeless = at("f");
  hopeless.factor_at = parse_path("none");
  const auto percent = columns_.add(Column{fraction});
  const auto quote = columns_.add(Column{product});
  const auto nothing = columns_.add(Column{hopeless});
  with_row(R"({"row":{"f":"0.25","v":["1","8"],"p":[1,2.5]}})", [&](const Row& row) {
    EXPECT_EQ(columns_.number(percent, row)->value, 25);
    EXPECT_EQ(columns_.number(quote, row)->value, 20);
    EXPECT_FALSE(columns_.number(nothing, row)) << "a factor that is missing is not 1";
  });
}

TEST_F(RowColumnsTest, GivesTheUnitOfTheAlternative) {
  Source contracts = at("v");
  contracts.unit = VolumeUnit::contracts;
  const auto volume = columns_.add(Column{at("base"), contracts});
  with_row(R"({"row":{"v":3}})", [&](const Row& row) {
    EXPECT_EQ(columns_.number(volume, row)->unit, VolumeUnit::contracts);
  });
}

TEST_F(RowColumnsTest, ReadsWhatStandsOutsideTheRowsAndPercentSigns) {
  const auto time = columns_.add(Column{at("/meta/time")});
  const auto change = columns_.add(Column{at("change")});
  with_row(R"({"row":{"change":"-1.5%"},"meta":{"time":"77"}})", [&](const Row& row) {
    EXPECT_EQ(columns_.text(time, row), "77");
    EXPECT_EQ(columns_.percent(change, row)->value, -1.5);
    EXPECT_FALSE(columns_.number(change, row));
  });
}

TEST_F(RowColumnsTest, ConditionsCompareTextsAndNullIsAbsent) {
  Condition not_bad = is("state", {"bad"});
  not_bad.negated = true;
  const Condition empty{parse_path("list"), Condition::Test::empty, {}, false};
  const std::vector<Conditions> lists{{is("on", {"true"}), is("n", {"0", "1"}), not_bad},
                                      {is("on", {"true"}), is("n", {"2"})},
                                      {is("none", {"null"}), is("null", {"null"})},
                                      {is("state", {"null"})},
                                      {empty},
                                      {is("list", {""})},
                                      {}};
  std::vector<RowColumns::Handle> handles;
  for (const Conditions& list : lists)
    handles.push_back(columns_.add(list));
  const std::vector<bool> expected{true, false, true, false, true, false, true};
  with_row(R"({"row":{"on":true,"n":1,"state":"good","null":null,"list":[]}})",
           [&](const Row& row) {
             for (std::size_t i = 0; i < lists.size(); ++i)
               EXPECT_EQ(columns_.holds(handles[i], row), expected[i]) << i;
           });
}

}  // namespace
}  // namespace scand::lib::exchange
