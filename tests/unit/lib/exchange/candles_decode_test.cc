#include "lib/exchange/candles_decode.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sample_descriptor.h"

#include "lib/exchange/body_reader.h"

namespace scand::lib::exchange {
namespace {

constexpr std::int64_t kStart = 1'761'307'200;

VenueResult<CandlesPage> decode(const std::string& body,
                                std::optional<double> contract_size = std::nullopt,
                                Layout layout = Layout::rows) {
  const Descriptor descriptor = sample_descriptor();
  Route route = *descriptor.market(proto::MarketType::spot)->route("candles");
  if (layout == Layout::arrays) {
    route.layout = layout;
    route.rows = parse_path("/data");
    CandleColumns& c = route.candles;
    for (const auto& [column, key] : {std::pair{&c.time, "t"},
                                      {&c.open, "o"},
                                      {&c.high, "h"},
                                      {&c.low, "l"},
                                      {&c.close, "c"},
                                      {&c.volume, "v"}})
      *column = {{.at = parse_path(key), .factor_at = {}}};
    c.closed.clear();
  }
  BodyReader reader;
  return decode_candles(reader, descriptor, route, {200, nullptr, body, {}}, contract_size);
}

// A body of `rows` rows; those whose number is below `broken` have no high.
std::string body(int rows, int broken = 0) {
  std::string text = R"({"code":"0","data":{"note":1,"X":[)";
  for (int i = 0; i < rows; ++i)
    text += fmt::format(R"({}["{}","1.5",{},1,2,30,4,"yes"])", i == 0 ? "" : ",", kStart + 3600 * i,
                        i < broken ? "\"\"" : "2.5");
  return text + "]}}";
}

TEST(CandlesDecode, ReadsRowsInTheVenuesOrder) {
  const auto page = decode(
      R"({"data":{"X":[["1761310800","2","3","1","2.5","7","0.5","no"],[1761307200,1,2,0.5,1.5,7,0.25,"yes"]]}})");
  ASSERT_TRUE(page.ok());
  Candles expected;
  expected.push_back(1'761'310'800'000, 2, 3, 1, 2.5, 0.5);
  expected.push_back(1'761'307'200'000, 1, 2, 0.5, 1.5, 0.25);
  EXPECT_EQ(page->candles, expected);
  EXPECT_EQ(page->unit, VolumeUnit::base);
  EXPECT_EQ(page->running, std::vector<std::int64_t>{1'761'310'800'000});
  EXPECT_EQ(page->rejected, 0U);
}

TEST(CandlesDecode, ContractsBecomeCoinsWhereTheirSizeIsKnown) {
  const std::string contracts = R"({"data":{"X":[[1761307200,1,2,0.5,1.5,7]]}})";
  EXPECT_EQ(decode(contracts)->unit, VolumeUnit::contracts);
  EXPECT_EQ(decode(contracts)->candles.volume[0], 7);
  EXPECT_EQ(decode(contracts, 0.5)->unit, VolumeUnit::base);
  EXPECT_EQ(decode(contracts, 0.5)->candles.volume[0], 3.5);
  EXPECT_EQ(decode(body(1), 0.5)->candles.volume[0], 4) << "coins stay coins";
}

TEST(CandlesDecode, OneRowInTenMayBeBroken) {
  const auto page = decode(body(20, 2));
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->candles.size(), 18U);
  EXPECT_EQ(page->rejected, 2U);
  const auto failed = decode(body(20, 3));
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().kind, proto::ErrorKind::bad_response);
  EXPECT_NE(failed.error().message.find(
                "3 of 20 rows cannot be read, the first is row 0: no usable high"),
            std::string::npos)
      << failed.error().message;
}

TEST(CandlesDecode, EveryKindOfBrokenCellRejectsItsRow) {
  for (const char* const row :
       {R"([1761307200,null,2,1,2,3,4])", R"([1761307200,"nan",2,1,2,3,4])",
        R"([1761307200,[1],2,1,2,3,4])", R"([1761307200,true,2,1,2,3,4])", R"([1761307200,1,2])",
        R"([1761307200000,1,2,1,2,3,4])", R"(["",1,2,1,2,3,4])", R"([1761307200,1,2,1,2,null,""])",
        "7", "null", "{}"})
    EXPECT_FALSE(decode(fmt::format(R"({{"data":{{"X":[{}]}}}})", row)).ok()) << row;
}

TEST(CandlesDecode, UnitsDoNotMixInOnePage) {
  std::string mixed = body(20);
  mixed.insert(mixed.size() - 3, R"(,[1761400000,1,2,0.5,1.5,7])");
  const auto page = decode(mixed);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->rejected, 1U);
}

TEST(CandlesDecode, NoRowsAreNoError) {
  const auto page = decode(body(0));
  ASSERT_TRUE(page.ok());
  EXPECT_TRUE(page->candles.empty());
}

TEST(CandlesDecode, ErrorsInASuccessfulReplyAreFound) {
  EXPECT_EQ(decode(R"({"code":"7","msg":"no such market"})").error().kind,
            proto::ErrorKind::bad_symbol);
  EXPECT_EQ(decode(R"({"data":{}})").error().kind, proto::ErrorKind::bad_response);
  EXPECT_EQ(decode(R"({"data":{"X":[[1761307200,1,2,0.5)").error().kind,
            proto::ErrorKind::bad_response);
}

TEST(CandlesDecode, ParallelArrays) {
  const auto page = decode(
      R"({"data":{"v":[1,2],"t":[1761307200,1761310800],"o":[1,2],"h":[2,3],"l":[0.5,1],"c":["1.5",2.5],"x":[]}})",
      std::nullopt, Layout::arrays);
  ASSERT_TRUE(page.ok()) << page.error().message;
  Candles expected;
  expected.push_back(1'761'307'200'000, 1, 2, 0.5, 1.5, 1);
  expected.push_back(1'761'310'800'000, 2, 3, 1, 2.5, 2);
  EXPECT_EQ(page->candles, expected);
  for (const char* const bad :
       {R"({"data":{"v":[1],"t":[1761307200,1761310800],"o":[1,2],"h":[2,3],"l":[1,1],"c":[2,2]}})",
        R"({"data":{"t":[1761307200],"o":[1],"h":[2],"l":[1],"c":[2]}})", R"({"data":[]})",
        R"({"data":{"v":7}})"})
    EXPECT_FALSE(decode(bad, std::nullopt, Layout::arrays).ok()) << bad;
}

}  // namespace
}  // namespace scand::lib::exchange
