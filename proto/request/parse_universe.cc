#include "proto/request/parse_universe.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fmt/format.h>
#include <optional>
#include <string_view>

#include "proto/limits.h"
#include "proto/request/parse_exchanges.h"

namespace scand::proto {
namespace {

constexpr std::string_view kSpotForm = "BASE/QUOTE, like BTC/USDT";
constexpr std::string_view kSwapForm = "BASE/QUOTE:SETTLE, like BTC/USDT:USDT";

// A currency code: no separators, no spaces, no control characters. Base currencies may be in
// scripts other than Latin.
bool is_code(std::string_view text) {
  const auto fits = [](unsigned char c) {
    return c > 0x20 && c != 0x7F && c != '/' && c != ':' && c != '"';
  };
  return !text.empty() && text.size() <= kSymbolPartBytesMax && std::ranges::all_of(text, fits);
}

// The market type that a symbol's form implies; nullopt if it is not a symbol.
std::optional<MarketType> form_of(std::string_view symbol) {
  const std::size_t slash = symbol.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view rest = symbol.substr(slash + 1);
  const std::size_t colon = rest.find(':');
  if (!is_code(symbol.substr(0, slash)) || !is_code(rest.substr(0, colon))) return std::nullopt;
  if (colon == std::string_view::npos) return MarketType::spot;
  if (!is_code(rest.substr(colon + 1))) return std::nullopt;
  return MarketType::swap;
}

void add_once(std::vector<std::string>& list, std::string item) {
  if (std::ranges::find(list, item) == list.end()) list.push_back(std::move(item));
}

// Which forms of symbol fit the exchanges of the request.
struct Forms {
  bool spot = false;
  bool swap = false;
  [[nodiscard]] bool fit(MarketType type) const { return type == MarketType::spot ? spot : swap; }
};

// A request may name exchanges with spot markets and exchanges with futures only; then both forms
// of symbol are allowed.
Forms forms_of(const ExchangeDirectory& directory, const ScanRequest& request) {
  Forms forms;
  for (const NamedExchange& named : request.exchanges) {
    const MarketType market = market_at(*directory.find(named.id), request.market);
    (market == MarketType::spot ? forms.spot : forms.swap) = true;
  }
  return forms;
}

void parse_symbols(RequestFields& fields, const Forms& forms, ScanRequest& request) {
  const Value* given = fields.any("symbols");
  if (given == nullptr) return;
  const Value::Array* symbols = given->array();
  if (symbols == nullptr || symbols->empty() || symbols->size() > kSymbolsMax)
    return fields.refuse("symbols", *given,
                         fmt::format("an array of 1 to {} symbols", kSymbolsMax));
  for (const Value& symbol : *symbols) {
    const auto form = symbol.string() != nullptr ? form_of(*symbol.string()) : std::nullopt;
    if (!form || !forms.fit(*form))
      return fields.refuse("symbols", symbol,
                           forms.spot && forms.swap ? fmt::format("{}, or {}", kSpotForm, kSwapForm)
                           : forms.spot             ? fmt::format("{} (market is spot)", kSpotForm)
                                        : fmt::format("{} (market is swap)", kSwapForm));
    add_once(request.symbols, to_upper(*symbol.string()));
  }
}

bool parse_quote(RequestFields& fields, const Value& given, std::vector<std::string>& quotes) {
  if (given.string() != nullptr && is_code(*given.string())) {
    add_once(quotes, to_upper(*given.string()));
    return true;
  }
  fields.refuse("quote", given, "a currency code like USDT, or an array of them");
  return false;
}

void parse_quotes(RequestFields& fields, ScanRequest& request) {
  const Value* given = fields.any("quote");
  if (given == nullptr) return;
  request.quotes.clear();
  const Value::Array* quotes = given->array();
  if (quotes == nullptr) {
    parse_quote(fields, *given, request.quotes);
    return;
  }
  if (quotes->empty() || quotes->size() > kQuotesMax)
    return fields.refuse("quote", *given,
                         fmt::format("an array of 1 to {} currency codes", kQuotesMax));
  for (const Value& quote : *quotes)
    if (!parse_quote(fields, quote, request.quotes)) return;
}

std::optional<std::uint32_t> parse_count(RequestFields& fields, const std::string& field,
                                         const Value& given) {
  const auto count = given.unsigned_integer();
  if (count && *count <= kTopNMax) return static_cast<std::uint32_t>(*count);
  fields.refuse(field, given, fmt::format("a whole number from 0 (all) to {}", kTopNMax));
  return std::nullopt;
}

// One number for all exchanges, or a map with a number for some of them.
void parse_top_n(RequestFields& fields, const ExchangeDirectory& directory, ScanRequest& request) {
  const Value* given = fields.any("topN");
  if (given == nullptr) return;
  const Value::Map* counts = given->map();
  if (counts == nullptr) {
    if (!given->number())
      return fields.refuse("topN", *given,
                           fmt::format("a whole number from 0 (all) to {}, or a map of such "
                                       "numbers by exchange",
                                       kTopNMax));
    request.top_n.everywhere = parse_count(fields, "topN", *given);
    return;
  }
  for (const Value::Member& member : *counts) {
    const ExchangeInfo* exchange = known_exchange(fields, "topN", Value(member.key), directory);
    if (exchange == nullptr) return;
    const auto count = parse_count(fields, "topN." + member.key, member.value);
    if (!count) return;
    if (!request.top_n.by_exchange.emplace(exchange->id, *count).second)
      return fields.refuse("topN", Value(member.key),
                           fmt::format("each exchange once; {} is there already", exchange->id));
  }
}

}  // namespace

void parse_universe(RequestFields& fields, const ExchangeDirectory& directory,
                    ScanRequest& request) {
  parse_symbols(fields, forms_of(directory, request), request);
  parse_quotes(fields, request);
  parse_top_n(fields, directory, request);
  if (const auto volume = fields.number("minVolumeUsd", 0, kMinVolumeUsdMax))
    request.min_volume_usd = *volume;
}

}  // namespace scand::proto
