#include "broker/results/latest_signals.h"

#include <algorithm>
#include <utility>

namespace scand::broker {
namespace {

// BTC/USDT:USDT names the currency that a swap settles in; spot has none.
proto::MarketType market_of(const proto::Signal& signal) {
  return signal.symbol.find(':') == std::string::npos ? proto::MarketType::spot
                                                      : proto::MarketType::swap;
}

}  // namespace

void LatestSignals::store(const proto::PartialResult& partial) {
  if (partial.failure || partial.signals.empty()) return;
  const std::uint64_t number = ++stores_;
  for (const proto::Signal& signal : partial.signals) {
    Group& group = groups_[{signal.exchange, market_of(signal), signal.interval}];
    group.stored = number;
    group.newest_close_ms = std::max(group.newest_close_ms, signal.candle_close_ms);
    const auto [place, added] = group.by_symbol.try_emplace(signal.symbol, signal);
    if (added)
      ++size_;
    else if (place->second.candle_close_ms <= signal.candle_close_ms)
      place->second = signal;
  }
  for (auto& [key, group] : groups_)
    if (group.stored == number) drop_old(group, std::get<proto::Interval>(key));
  make_room(number);
}

void LatestSignals::drop_old(Group& group, proto::Interval interval) {
  const std::int64_t oldest = group.newest_close_ms - proto::length_ms(interval);
  size_ -= std::erase_if(group.by_symbol,
                         [&](const auto& entry) { return entry.second.candle_close_ms < oldest; });
}

void LatestSignals::make_room(std::uint64_t but_not) {
  while (size_ > signals_max_) {
    const auto oldest = std::min_element(
        groups_.begin(), groups_.end(),
        [](const auto& a, const auto& b) { return a.second.stored < b.second.stored; });
    if (oldest->second.stored != but_not) {
      size_ -= oldest->second.by_symbol.size();
      groups_.erase(oldest);
    } else {  // this store alone is too large: keep what fits
      auto& symbols = oldest->second.by_symbol;
      const std::size_t surplus = std::min(size_ - signals_max_, symbols.size());
      symbols.erase(std::prev(symbols.end(), static_cast<std::ptrdiff_t>(surplus)), symbols.end());
      size_ -= surplus;
      if (symbols.empty()) groups_.erase(oldest);
    }
  }
}

Kept LatestSignals::query(const proto::LatestQuery& query) const {
  std::vector<Kept> lists;
  for (const auto& [key, group] : groups_) {
    const auto& [exchange, market, interval] = key;
    if (!query.exchanges.empty() && std::find(query.exchanges.begin(), query.exchanges.end(),
                                              exchange) == query.exchanges.end())
      continue;
    if (query.market && *query.market != market) continue;
    if (query.interval && *query.interval != interval) continue;
    Kept& list = lists.emplace_back();
    for (const auto& [symbol, signal] : group.by_symbol)
      if (wanted(query.signal, query.min_strength, signal)) list.signals.push_back(signal);
  }
  return merge(std::move(lists), query.limit);
}

}  // namespace scand::broker
