#include "daemon/scanctl/offline/decode_rows.h"

#include <gtest/gtest.h>

namespace scand::daemon {
namespace {

using lib::exchange::CandlesPage;
using lib::exchange::Descriptor;
using lib::exchange::MarketsPage;
using lib::exchange::TickersPage;
using proto::MarketType;

std::string rows(const lib::exchange::Decoded& decoded, MarketType type = MarketType::spot) {
  return rows_json(decoded, Descriptor{}, type);
}

TEST(DecodeRows, CandlesOldestFirst) {
  CandlesPage page;
  page.candles.push_back(2000, 1, 3, 0.5, 2, 10);
  page.candles.push_back(1000, 1, 2, 0.5, 1.5, 0.1);
  EXPECT_EQ(rows(page), "[[1000,1.0,2.0,0.5,1.5,0.1],[2000,1.0,3.0,0.5,2.0,10.0]]");
  EXPECT_EQ(rows(CandlesPage{}), "[]");
}

TEST(DecodeRows, Markets) {
  MarketsPage page;
  page.markets.push_back({.id = "BTC-USDT-SWAP",
                          .symbol = "BTC/USDT:USDT",
                          .base = "BTC",
                          .quote = "USDT",
                          .type = MarketType::swap,
                          .active = false,
                          .contract_size = 0.01});
  EXPECT_EQ(rows(page),
            R"([{"id":"BTC-USDT-SWAP","symbol":"BTC/USDT:USDT","base":"BTC","quote":"USDT",)"
            R"("type":"swap","active":false,"contract_size":0.01}])");
}

TEST(DecodeRows, TickersWithNullForMissingValues) {
  TickersPage page;
  page.tickers.push_back({.id = "BTC-USDT",
                          .last = 5,
                          .change_percent = -1.5,
                          .base_volume = {},
                          .quote_volume = 7,
                          .time_ms = 1000});
  page.tickers.push_back({.id = "odd",
                          .last = {},
                          .change_percent = {},
                          .base_volume = {},
                          .quote_volume = {},
                          .time_ms = {}});
  EXPECT_EQ(rows(page),
            R"([{"id":"BTC-USDT","symbol":"BTC/USDT","last":5.0,"change_percent":-1.5,)"
            R"("base_volume":null,"quote_volume":7.0,"time_ms":1000},)"
            R"({"id":"odd","symbol":null,"last":null,"change_percent":null,"base_volume":null,)"
            R"("quote_volume":null,"time_ms":null}])");
}

TEST(DecodeRows, Errors) {
  EXPECT_EQ(error_json({proto::ErrorKind::banned, std::chrono::milliseconds(1500), "wait"}),
            R"({"error_kind":"banned","hold_seconds":1.5,"message":"wait"})");
  EXPECT_EQ(error_json({proto::ErrorKind::fatal, std::nullopt, "no"}),
            R"({"error_kind":"fatal","hold_seconds":0.0,"message":"no"})");
}

TEST(DecodeRows, Remarks) {
  CandlesPage page;
  EXPECT_EQ(remarks(page), "");
  page.unit = lib::exchange::VolumeUnit::contracts;
  page.rejected = 2;
  EXPECT_EQ(remarks(page),
            "2 unreadable rows left out\n"
            "volume in contracts units, as delivered: the body alone gives no base units\n");
  MarketsPage more;
  more.next_cursor = "abc";
  EXPECT_EQ(remarks(more), "more pages follow; the next begins at 'abc'\n");
}

}  // namespace
}  // namespace scand::daemon
