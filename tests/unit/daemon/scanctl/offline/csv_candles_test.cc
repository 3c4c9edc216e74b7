#include "daemon/scanctl/offline/csv_candles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

namespace scand::daemon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

base::Result<lib::Candles, CsvFault> read(const std::string& text, std::size_t rows_max = 100) {
  std::istringstream in(text);
  return read_csv_candles(in, rows_max);
}

TEST(CsvCandles, ReadsRowsWithAndWithoutHeader) {
  for (const auto* head :
       {"", "time_ms,open,high,low,close,volume\n", "time_ms,open,high,low,close,volume\r\n"}) {
    const auto candles = read(std::string(head) + "1000,1,2,0.5,1.5,10\r\n2000, 1.5,2e0,1,2,0\n\n");
    ASSERT_TRUE(candles.ok()) << candles.error().message;
    EXPECT_THAT(candles->time, ElementsAre(1000, 2000));
    EXPECT_THAT(candles->high, ElementsAre(2, 2));
    EXPECT_THAT(candles->volume, ElementsAre(10, 0));
  }
}

TEST(CsvCandles, KeepsTheNewest) {
  const auto candles = read("1,1,1,1,1,1\n2,1,1,1,1,1\n3,1,1,1,1,1\n", 2);
  ASSERT_TRUE(candles.ok());
  EXPECT_THAT(candles->time, ElementsAre(2, 3));
}

struct BadRow {
  const char* row;
  const char* text;
};

TEST(CsvCandles, NamesTheBadLineAndWhatIsWrong) {
  const BadRow rows[] = {
      {"3000,1,2,0.5,1.5", "6 columns"},
      {"3000,1,2,0.5,1.5,1,1", "6 columns"},
      {"3000.5,1,2,0.5,1.5,1", "time_ms is '3000.5'; allowed: whole milliseconds"},
      {"2025-01-01,1,2,0.5,1.5,1", "time_ms is '2025-01-01'"},
      {"3000,x,2,0.5,1.5,1", "open is 'x'; allowed: a number"},
      {"3000,1,2,0.5,,1", "close is ''; allowed: a number"},
      {"3000,nan,2,0.5,1.5,1", "is no candle"},
      {"3000,1,inf,0.5,1.5,1", "is no candle"},
      {"3000,1,2,0,1.5,1", "is no candle"},
      {"3000,1,2,-0.5,1.5,1", "is no candle"},
      {"3000,1,2,3,1.5,1", "is no candle"},
      {"3000,1,2,0.5,1.5,-1", "is no candle"},
      {"2000,1,2,0.5,1.5,1", "time_ms 2000 is not after the row before (2000)"},
      {"1000,1,2,0.5,1.5,1", "sort the rows, oldest first"},
  };
  for (const auto& bad : rows) {
    const auto candles = read("1000,1,2,0.5,1.5,1\n2000,1,2,0.5,1.5,1\n" + std::string(bad.row) +
                              "\n9000,1,2,0.5,1.5,1\n");
    ASSERT_FALSE(candles.ok()) << bad.row;
    EXPECT_EQ(candles.error().line, 3u) << bad.row;
    EXPECT_THAT(candles.error().message, HasSubstr(bad.text));
  }
}

TEST(CsvCandles, AnOldBadRowIsBadToo) {
  EXPECT_FALSE(read("1,1,1,1,1,x\n2,1,1,1,1,1\n3,1,1,1,1,1\n", 1).ok());
}

TEST(CsvCandles, AnotherHeaderIsABadFirstRow) {
  const auto candles = read("date,open,high,low,close,volume\n");
  ASSERT_FALSE(candles.ok());
  EXPECT_EQ(candles.error().line, 1u);
}

}  // namespace
}  // namespace scand::daemon
