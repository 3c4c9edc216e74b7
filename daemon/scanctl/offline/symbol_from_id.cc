#include "daemon/scanctl/offline/symbol_from_id.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace scand::daemon {
namespace {

using lib::exchange::Descriptor;
using proto::MarketType;
using Pair = std::pair<std::string_view, std::string_view>;

// A quote comes before any other that it ends with (FDUSD before USD).
constexpr std::array<std::string_view, 16> kQuotes{"FDUSD", "USDT", "USDC", "TUSD", "BUSD", "USDE",
                                                   "USD1",  "USD",  "EUR",  "GBP",  "BRL",  "TRY",
                                                   "JPY",   "BTC",  "ETH",  "BNB"};

// False for the delivery date of a future.
bool names_a_currency(std::string_view word) {
  return std::ranges::find(kQuotes, word) != kQuotes.end() ||
         (!word.empty() &&
          std::ranges::all_of(word, [](unsigned char c) { return std::isalpha(c) != 0; }));
}

std::optional<Pair> split_at_separator(std::string_view id) {
  const auto first = id.find_first_of("-_/");
  if (first == std::string_view::npos) return std::nullopt;
  const auto rest = id.substr(first + 1);
  const auto quote = rest.substr(0, rest.find_first_of("-_/"));
  if (!names_a_currency(quote)) return std::nullopt;
  return Pair{id.substr(0, first), quote};
}

std::optional<Pair> split_at_quote(std::string_view id) {
  for (const auto quote : kQuotes)
    if (id.size() > quote.size() && id.ends_with(quote))
      return Pair{id.substr(0, id.size() - quote.size()), quote};
  return std::nullopt;
}

bool settles_in_quote(std::string_view quote) {
  return quote == "USDT" || quote == "USDC";
}

// True if ids of these markets are base and quote side by side. That holds for exchanges that state
// base and quote as two fields; those that state the pair as one text have ids of another form.
bool id_is_a_pair(const Descriptor& descriptor, MarketType type) {
  const auto* market = descriptor.market(type);
  const auto* route = market == nullptr ? nullptr : market->route("markets");
  return route != nullptr && route->markets.pair.empty();
}

}  // namespace

std::optional<std::string> symbol_from_id(const Descriptor& descriptor, MarketType type,
                                          std::string_view id) {
  std::string upper(id);
  if (descriptor.upper_case)
    std::ranges::transform(upper, upper.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  auto pair = split_at_separator(upper);
  const bool apart = upper.find_first_of("-_/") != std::string::npos;
  if (!apart && id_is_a_pair(descriptor, type)) {
    pair = split_at_quote(upper);
    // Some exchanges append a letter for the kind of contract.
    if (!pair && type == MarketType::swap && upper.size() > 1)
      pair = split_at_quote(std::string_view(upper).substr(0, upper.size() - 1));
  }
  if (!pair || pair->first.empty() || pair->second.empty()) return std::nullopt;
  const auto ours = [&](std::string_view code) {
    const auto known = descriptor.currencies.find(std::string(code));
    return known == descriptor.currencies.end() ? std::string(code) : known->second;
  };
  const auto quote = ours(pair->second);
  auto symbol = ours(pair->first) + '/' + quote;
  if (type == MarketType::spot) return symbol;
  if (!settles_in_quote(quote)) return std::nullopt;
  return symbol + ':' + quote;
}

}  // namespace scand::daemon
