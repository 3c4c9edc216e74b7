#include "broker/core/task_plan.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <string>
#include <vector>

namespace scand::broker {
namespace {

using proto::ErrorKind;
using proto::ExchangeInfo;
using proto::Failure;
using proto::MarketType;

// An exchange that has futures only is scanned as swap, whatever the request says.
MarketType market_of(const ExchangeInfo& info, MarketType asked) {
  const bool swap_only = info.markets.size() == 1 && info.markets.front() == MarketType::swap;
  return swap_only ? MarketType::swap : asked;
}

std::string names(const std::vector<proto::Interval>& intervals) {
  std::string text;
  for (const proto::Interval one : intervals) {
    fmt::format_to(std::back_inserter(text), "{}{}", text.empty() ? "" : " ", proto::name(one));
  }
  return text;
}

Failure lacks_market(const proto::NamedExchange& exchange, MarketType market) {
  return {ErrorKind::fatal, fmt::format("{}: has no {} markets; ask for another market type",
                                        exchange.name, proto::name(market))};
}

Failure lacks_interval(const proto::NamedExchange& exchange, proto::Interval interval,
                       MarketType market, const std::vector<proto::Interval>& has) {
  return {ErrorKind::unsupported_timeframe,
          fmt::format("{}: has no {} candles of {} markets and cannot build them; it has {}",
                      exchange.name, proto::name(interval), proto::name(market), names(has))};
}

// The most specific setting wins: for this exchange, for all, the exchange's default.
std::uint32_t top_n(const proto::TopN& asked, const ExchangeInfo& info) {
  const auto own = asked.by_exchange.find(info.id);
  if (own != asked.by_exchange.end()) return own->second;
  return asked.everywhere.value_or(info.default_top_n);
}

// Normalised, so that equal work gives equal keys. Explicit symbols replace quotes, top_n and
// volume, and their order does not matter.
proto::Universe universe_of(const proto::ScanRequest& request, const ExchangeInfo& info) {
  if (request.symbols.empty()) {
    return {{}, request.quotes, top_n(request.top_n, info), request.min_volume_usd};
  }
  proto::Universe universe{request.symbols, {}, 0, 0};
  auto& symbols = universe.symbols;
  std::sort(symbols.begin(), symbols.end());
  symbols.erase(std::unique(symbols.begin(), symbols.end()), symbols.end());
  return universe;
}

}  // namespace

base::Result<proto::TaskKey, Failure> plan_task(const proto::ScanRequest& request,
                                                const proto::NamedExchange& exchange,
                                                const proto::ExchangeDirectory& directory,
                                                base::WallTime candles_at) {
  const ExchangeInfo* info = directory.find(exchange.id);
  if (info == nullptr) {
    return Failure{ErrorKind::fatal,
                   fmt::format("{}: no descriptor of this exchange is loaded", exchange.name)};
  }
  const MarketType market = market_of(*info, request.market);
  const auto has = info->intervals.find(market);
  if (std::find(info->markets.begin(), info->markets.end(), market) == info->markets.end() ||
      has == info->intervals.end()) {
    return lacks_market(exchange, market);
  }
  const auto& intervals = has->second;
  if (std::find(intervals.begin(), intervals.end(), request.interval) == intervals.end()) {
    return lacks_interval(exchange, request.interval, market, intervals);
  }
  proto::TaskKey key;
  key.exchange = info->id;
  key.market = market;
  key.interval = request.interval;
  key.universe = universe_of(request, *info);
  key.full_analysis = request.full_analysis;
  key.last_close_ms = proto::open_at(request.interval, base::unix_ms(candles_at));
  return key;
}

}  // namespace scand::broker
