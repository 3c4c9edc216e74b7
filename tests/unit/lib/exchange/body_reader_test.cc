#include "lib/exchange/body_reader.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

using Kind = Token::Kind;

std::vector<Token> read(BodyReader& reader, const PathSet& paths) {
  std::vector<Token> tokens(paths.size());
  EXPECT_TRUE(reader.read(paths, tokens).ok());
  return tokens;
}

std::vector<std::string> rows(const std::string& body, const char* at, bool map,
                              const std::vector<std::string>& steps) {
  BodyReader reader;
  EXPECT_TRUE(reader.load(body).ok());
  PathSet paths;
  paths.add(steps);
  std::vector<std::string> found;
  const auto status = reader.each_row(parse_path(at), map, paths, [&](auto key, auto tokens) {
    found.push_back(std::string(key) + "=" + std::string(tokens[0].text));
  });
  if (!status.ok()) found.push_back("fails");
  return found;
}

TEST(BodyReader, ReadsValuesOfEveryKindWhereverTheyStand) {
  BodyReader reader;
  ASSERT_TRUE(
      reader
          .load(R"({"s":"a\u00e9\"","n":-1.5E3 ,"t":true,"z":null,"o":{},"p":{"k":[7,[8,"x"]]},
                              "e":[],"big":123456789012345678901234567890})")
          .ok());
  PathSet paths;
  for (const auto& steps : std::vector<std::vector<std::string>>{{"p", "k", "1", "1"},
                                                                 {"s"},
                                                                 {"n"},
                                                                 {"t"},
                                                                 {"z"},
                                                                 {"o"},
                                                                 {"p", "k"},
                                                                 {"e"},
                                                                 {"none"},
                                                                 {"big"}})
    paths.add(steps);
  const auto tokens = read(reader, paths);
  EXPECT_EQ(tokens[0].text, "x");
  EXPECT_EQ(tokens[1].kind, Kind::string);
  EXPECT_EQ(tokens[1].text, "a\u00e9\"");
  EXPECT_EQ(tokens[2].kind, Kind::number);
  EXPECT_EQ(tokens[2].text, "-1.5E3");
  EXPECT_EQ(tokens[3].text, "true");
  EXPECT_TRUE(tokens[4].missing());
  EXPECT_EQ(tokens[5].kind, Kind::object);
  EXPECT_TRUE(tokens[5].empty);
  EXPECT_EQ(tokens[6].kind, Kind::array);
  EXPECT_FALSE(tokens[6].empty);
  EXPECT_TRUE(tokens[7].empty);
  EXPECT_EQ(tokens[8].kind, Kind::absent);
  EXPECT_EQ(tokens[9].text, "123456789012345678901234567890");
}

TEST(BodyReader, ReadsTheSameBodyTwice) {
  BodyReader reader;
  ASSERT_TRUE(reader.load(R"([{"a":1}])").ok());
  PathSet paths;
  paths.add({"0", "a"});
  EXPECT_EQ(read(reader, paths)[0].text, "1");
  EXPECT_EQ(read(reader, paths)[0].text, "1");
}

TEST(BodyReader, RowsAreAnArraysElementsAMapsValuesOrOneObject) {
  using Found = std::vector<std::string>;
  EXPECT_EQ(rows(R"([[1,2],[3,4]])", "", false, {"1"}), (Found{"=2", "=4"}));
  EXPECT_EQ(rows(R"({"d":{"l":[{"a":1},{"b":2}]}})", "/d/l", false, {"a"}), (Found{"=1", "="}));
  EXPECT_EQ(rows(R"({"d":{"x":{"a":1},"y":{"a":2}}})", "/d", true, {"a"}), (Found{"x=1", "y=2"}));
  EXPECT_EQ(rows(R"({"a":5})", "", false, {"a"}), (Found{"=5"}));
  EXPECT_EQ(rows(R"({"d":[]})", "/d", false, {"a"}), (Found{}));
}

TEST(BodyReader, AStarIsTheFirstMemberThatHoldsSomething) {
  using Found = std::vector<std::string>;
  EXPECT_EQ(rows(R"({"r":{"last":7,"P":[[1]],"q":[[2]]}})", "/r/*", false, {"0"}), (Found{"=1"}));
  EXPECT_EQ(rows(R"({"r":{"last":7}})", "/r/*", false, {"0"}), (Found{"fails"}));
}

TEST(BodyReader, NoRowsIsAnErrorThatNamesThePlace) {
  BodyReader reader;
  ASSERT_TRUE(reader.load(R"({"data":7})").ok());
  const auto none = [](auto, auto) {};
  const auto missing = reader.each_row(parse_path("/list"), false, {}, none);
  ASSERT_FALSE(missing.ok());
  EXPECT_NE(missing.error().find("/list"), std::string::npos);
  EXPECT_FALSE(reader.each_row(parse_path("/data"), false, {}, none).ok());
}

TEST(BodyReader, CellsOfParallelArrays) {
  BodyReader reader;
  ASSERT_TRUE(reader.load(R"({"data":{"t":[1,2],"skip":[9],"c":["a","b"]}})").ok());
  PathSet paths;
  paths.add({"t"});
  paths.add({"c"});
  std::string seen;
  const auto status = reader.each_cell(parse_path("/data"), paths, [&](auto slot, auto& token) {
    seen += std::to_string(slot) + std::string(token.text) + " ";
  });
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(seen, "01 02 1a 1b ");
  EXPECT_FALSE(reader.each_cell(parse_path("/none"), paths, [](auto, auto&) {}).ok());
}

TEST(BodyReader, WhatIsNoBodyIsRefused) {
  BodyReader reader;
  for (const char* const body : {"", "null", "7", "\"text\"", "<html>", "{\"a\":\"b", "\xff\xfe"})
    EXPECT_FALSE(reader.load(body).ok()) << body;
  EXPECT_TRUE(reader.load("\xEF\xBB\xBF[1]").ok()) << "a byte order mark does no harm";
}

TEST(BodyReader, ABodyFoundBrokenStaysBroken) {
  BodyReader reader;
  PathSet paths;
  paths.add({"code"});
  std::vector<Token> tokens(1);
  ASSERT_TRUE(reader.load(R"({"data":[[1 2}, "x":1})").ok());
  EXPECT_FALSE(reader.read(paths, tokens).ok());
  EXPECT_FALSE(reader.read(paths, tokens).ok());
  EXPECT_FALSE(reader.each_row(parse_path("/data"), false, paths, [](auto, auto) {}).ok());
  ASSERT_TRUE(reader.load("[]").ok()) << "the next body is a new one";
  EXPECT_TRUE(reader.read(paths, tokens).ok());
}

TEST(BodyReader, BrokenFurtherOnIsAnErrorWhereItIsReached) {
  for (const char* const body : {R"([[1],[2 3]])", R"([[1],[2)", R"([[1],[2,)", R"([[1],[2])",
                                 R"([[1] [2]])", R"([[1],{"a":]])"}) {
    BodyReader reader;
    PathSet paths;
    paths.add({"0"});
    if (!reader.load(body).ok()) continue;
    EXPECT_FALSE(reader.each_row({}, false, paths, [](auto, auto) {}).ok()) << body;
  }
}

}  // namespace
}  // namespace scand::lib::exchange
