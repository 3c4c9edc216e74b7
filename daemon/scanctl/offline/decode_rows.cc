#include "daemon/scanctl/offline/decode_rows.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>
#include <vector>

#include "daemon/scanctl/offline/symbol_from_id.h"
#include "proto/encoding/json_writer.h"
#include "proto/interval.h"

namespace scand::daemon {
namespace {

using lib::exchange::CandlesPage;
using lib::exchange::MarketsPage;
using lib::exchange::TickersPage;
using proto::JsonWriter;

void write(JsonWriter& out, const lib::Market& market) {
  out.begin_map(7);
  out.key("id");
  out.string(market.id);
  out.key("symbol");
  out.string(market.symbol);
  out.key("base");
  out.string(market.base);
  out.key("quote");
  out.string(market.quote);
  out.key("type");
  out.string(proto::name(market.type));
  out.key("active");
  out.boolean(market.active);
  out.key("contract_size");
  out.number(market.contract_size);
}

void write_optional(JsonWriter& out, std::string_view key, const std::optional<double>& value) {
  out.key(key);
  if (value)
    out.number(*value);
  else
    out.null();
}

void write(JsonWriter& out, const lib::Ticker& ticker, const std::optional<std::string>& symbol) {
  out.begin_map(7);
  out.key("id");
  out.string(ticker.id);
  out.key("symbol");
  if (symbol)
    out.string(*symbol);
  else
    out.null();
  write_optional(out, "last", ticker.last);
  write_optional(out, "change_percent", ticker.change_percent);
  write_optional(out, "base_volume", ticker.base_volume);
  write_optional(out, "quote_volume", ticker.quote_volume);
  out.key("time_ms");
  if (ticker.time_ms)
    out.integer(*ticker.time_ms);
  else
    out.null();
}

struct RowWriter {
  JsonWriter& out;
  const lib::exchange::Descriptor& descriptor;
  proto::MarketType type;

  void operator()(const MarketsPage& page) const {
    out.begin_array(page.markets.size());
    for (const auto& market : page.markets)
      write(out, market);
  }
  void operator()(const TickersPage& page) const {
    out.begin_array(page.tickers.size());
    for (const auto& ticker : page.tickers)
      write(out, ticker, symbol_from_id(descriptor, type, ticker.id));
  }
  void operator()(const CandlesPage& page) const {
    const auto& candles = page.candles;
    std::vector<std::size_t> order(candles.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return candles.time[i]; });
    out.begin_array(order.size());
    for (const auto i : order) {
      out.begin_array(6);
      out.integer(candles.time[i]);
      for (const double value :
           {candles.open[i], candles.high[i], candles.low[i], candles.close[i], candles.volume[i]})
        out.number(value);
    }
  }
};

}  // namespace

std::string rows_json(const lib::exchange::Decoded& decoded,
                      const lib::exchange::Descriptor& descriptor, proto::MarketType type) {
  JsonWriter out;
  std::visit(RowWriter{out, descriptor, type}, decoded);
  return out.take();
}

std::string error_json(const lib::exchange::VenueError& error) {
  JsonWriter out;
  out.begin_map(3);
  out.key("error_kind");
  out.string(proto::name(error.kind));
  out.key("hold_seconds");
  out.number(error.hold ? base::seconds(*error.hold) : 0);
  out.key("message");
  out.string(error.message);
  return out.take();
}

std::string remarks(const lib::exchange::Decoded& decoded) {
  std::string text;
  std::visit(
      [&](const auto& page) {
        if (page.rejected > 0) text += fmt::format("{} unreadable rows left out\n", page.rejected);
        if constexpr (requires { page.next_cursor; })
          if (!page.next_cursor.empty())
            text += fmt::format("more pages follow; the next begins at '{}'\n", page.next_cursor);
      },
      decoded);
  const auto* candles = std::get_if<CandlesPage>(&decoded);
  if (candles != nullptr && candles->unit != lib::exchange::VolumeUnit::base)
    text += fmt::format("volume in {} units, as delivered: the body alone gives no base units\n",
                        lib::exchange::name(candles->unit));
  return text;
}

}  // namespace scand::daemon
