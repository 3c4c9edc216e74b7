#include "proto/request/parse_exchanges.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <fmt/format.h>
#include <system_error>

#include "lib/base/near_match.h"
#include "proto/limits.h"

namespace scand::proto {
namespace {

constexpr std::string_view kField = "exchange";
constexpr std::string_view kFastest = "fastest:";
constexpr std::string_view kRules = "; or all, or fastest:N";
constexpr std::array<std::string_view, 17> kTimeframes{
    "scalping", "short", "medium", "daily", "weekly", "1m",  "3m", "5m", "15m",
    "30m",      "1h",    "2h",     "4h",    "6h",     "12h", "1d", "1w"};

bool has_market(const ExchangeInfo& exchange, MarketType market) {
  return std::ranges::find(exchange.markets, market) != exchange.markets.end();
}

bool has_interval(const ExchangeInfo& exchange, MarketType market, Interval interval) {
  const auto found = exchange.intervals.find(market);
  return found != exchange.intervals.end() &&
         std::ranges::find(found->second, interval) != found->second.end();
}

std::vector<std::string_view> all_names(const ExchangeDirectory& directory) {
  std::vector<std::string_view> names;
  for (const ExchangeInfo& exchange : directory.all()) {
    names.emplace_back(exchange.id);
    names.insert(names.end(), exchange.aliases.begin(), exchange.aliases.end());
  }
  return names;
}

std::string ids(const ExchangeDirectory& directory) {
  std::vector<std::string_view> names;
  for (const ExchangeInfo& exchange : directory.all())
    names.emplace_back(exchange.id);
  return listed(names);
}

// Adds an exchange unless it is there already, perhaps under another spelling; the first one stays.
void add(ScanRequest& request, const std::string& spelled, const ExchangeInfo& exchange) {
  const auto same = [&](const NamedExchange& named) { return named.id == exchange.id; };
  if (std::ranges::none_of(request.exchanges, same))
    request.exchanges.push_back({spelled, exchange.id});
}

// An array of names: parallel mode, even if it has only one.
void parse_array(RequestFields& fields, const Value& given, const ExchangeDirectory& directory,
                 ScanRequest& request) {
  const Value::Array& names = *given.array();
  request.mode = ScanMode::parallel;
  if (names.empty() || names.size() > kExchangesMax)
    return fields.refuse(kField, given,
                         fmt::format("an array of 1 to {} exchange names", kExchangesMax));
  for (const Value& one : names)
    if (const ExchangeInfo* exchange = known_exchange(fields, kField, one, directory))
      add(request, *one.string(), *exchange);
}

// The N of `fastest:N`, nullopt if it is not a number from 1. It has no upper limit: a number above
// the number of exchanges means all.
std::optional<std::uint32_t> fastest_count(std::string_view rule) {
  const std::string_view digits = rule.substr(std::min(rule.size(), kFastest.size()));
  std::uint32_t count = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  return whole && count > 0 ? std::optional(count) : std::nullopt;
}

// Adds every exchange that has the market type and interval, by its canonical id.
void parse_all(RequestFields& fields, const ExchangeDirectory& directory, ScanRequest& request) {
  request.mode = ScanMode::parallel;
  for (const ExchangeInfo& exchange : directory.all())
    if (has_interval(exchange, request.market, request.interval))
      add(request, exchange.id, exchange);
  if (request.exchanges.empty())
    fields.refuse({RefusalCode::unsupported_timeframe,
                   fmt::format("timeframe: {} was given; no exchange has it for {} markets",
                               request.timeframe, name(request.market)),
                   "timeframe",
                   {}});
}

// A string: one exchange (single mode), or a rule (parallel mode).
void parse_string(RequestFields& fields, const Value& given, const ExchangeDirectory& directory,
                  ScanRequest& request) {
  const std::string lower = to_lower(*given.string());
  const bool fastest = lower == "fastest" || lower.starts_with(kFastest);
  if (fastest) request.fastest = fastest_count(lower);
  if (fastest && !request.fastest)
    return fields.refuse(kField, given, "fastest:N with a whole number N from 1");
  if (fastest || lower == "all") {
    request.exchange_rule = *given.string();
    return parse_all(fields, directory, request);
  }
  if (const ExchangeInfo* exchange = known_exchange(fields, kField, given, directory, kRules))
    add(request, *given.string(), *exchange);
}

// An exchange without swaps cannot serve a request for swaps.
void require_markets(RequestFields& fields, const ExchangeDirectory& directory,
                     const ScanRequest& request) {
  for (const NamedExchange& named : request.exchanges) {
    const ExchangeInfo& exchange = *directory.find(named.id);
    if (has_market(exchange, market_at(exchange, request.market))) continue;
    fields.refuse({RefusalCode::bad_request,
                   fmt::format("market: \"{}\" was given; {} has no {} markets; allowed with it: "
                               "spot",
                               name(request.market), named.name, name(request.market)),
                   "market",
                   {}});
  }
}

// One exchange with the interval is enough. The others fail on their own, each with the reason in
// its entry of the result.
void require_interval(RequestFields& fields, const ExchangeDirectory& directory,
                      const ScanRequest& request) {
  std::vector<std::string_view> offered;
  for (const NamedExchange& named : request.exchanges) {
    const ExchangeInfo& exchange = *directory.find(named.id);
    const MarketType market = market_at(exchange, request.market);
    if (has_interval(exchange, market, request.interval)) return;
    for (const Interval interval : kIntervals)
      if (has_interval(exchange, market, interval) &&
          std::ranges::find(offered, name(interval)) == offered.end())
        offered.push_back(name(interval));
  }
  std::vector<std::string_view> asked;
  for (const NamedExchange& named : request.exchanges)
    asked.emplace_back(named.name);
  fields.refuse(
      {RefusalCode::unsupported_timeframe,
       fmt::format("timeframe: \"{}\" was given; {} has no {} candles; allowed: {}",
                   request.timeframe, listed(asked), name(request.interval), listed(offered)),
       "timeframe",
       {}});
}

}  // namespace

bool is_exchange_rule(std::string_view text) {
  const std::string lower = to_lower(text);
  return lower == "all" || (lower.starts_with(kFastest) && fastest_count(lower));
}

const ExchangeInfo* known_exchange(RequestFields& fields, std::string_view field,
                                   const Value& given, const ExchangeDirectory& directory,
                                   std::string_view rules) {
  const std::string* text = given.string();
  const bool may_be_one = text != nullptr && text->size() <= kExchangeNameBytesMax;
  const ExchangeInfo* exchange = may_be_one ? directory.find(*text) : nullptr;
  if (exchange != nullptr) return exchange;
  const std::string allowed = ids(directory) + std::string(rules);
  std::vector<std::string_view> near = all_names(directory);
  if (!rules.empty()) near.emplace_back("all");
  fields.refuse(field, given,
                may_be_one ? allowed + base::did_you_mean(*text, near)
                           : "the name of an exchange: " + allowed);
  return nullptr;
}

std::optional<Interval> known_timeframe(RequestFields& fields, const Value& given) {
  const std::string* text = given.string();
  const auto interval = text != nullptr ? parse_timeframe(*text) : std::nullopt;
  if (interval) return interval;
  const std::string hint = text != nullptr ? base::did_you_mean(*text, kTimeframes) : std::string();
  fields.refuse("timeframe", given, listed(kTimeframes) + hint);
  return std::nullopt;
}

MarketType market_at(const ExchangeInfo& exchange, MarketType asked) {
  return has_market(exchange, MarketType::spot) ? asked : MarketType::swap;
}

// The market and the interval come first: a rule chooses the exchanges that have them.
void parse_exchanges(RequestFields& fields, const ExchangeDirectory& directory,
                     const std::string& default_exchange, ScanRequest& request) {
  if (const auto market = fields.choice("market", kMarkets))
    request.market = *market == 0 ? MarketType::spot : MarketType::swap;
  if (const Value* given = fields.any("timeframe"))
    if (const auto interval = known_timeframe(fields, *given)) {
      request.interval = *interval;
      request.timeframe = to_lower(*given->string());
    }
  const auto parallel = fields.boolean("parallel");
  const Value fallback = default_exchange;
  const Value* given = fields.any(kField);
  if (!fields.ok()) return;
  if (given == nullptr && default_exchange.empty())
    return fields.refuse({RefusalCode::bad_request,
                          "exchange: is missing; allowed: " + ids(directory) + std::string(kRules),
                          std::string(kField),
                          {}});
  const Value& wanted = given != nullptr ? *given : fallback;
  if (wanted.array() != nullptr)
    parse_array(fields, wanted, directory, request);
  else if (wanted.string() != nullptr)
    parse_string(fields, wanted, directory, request);
  else
    fields.refuse(kField, wanted, "the name of an exchange, an array of names, all, or fastest:N");
  if (parallel.value_or(false)) request.mode = ScanMode::parallel;
  if (fields.ok()) require_markets(fields, directory, request);
  if (fields.ok()) require_interval(fields, directory, request);
}

}  // namespace scand::proto
