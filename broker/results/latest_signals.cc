#include "broker/results/latest_signals.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace scand::broker {
namespace {

// The symbol of a swap names its settlement currency (BTC/USDT:USDT); a spot symbol does not.
proto::MarketType market_of(const proto::Signal& signal) {
  return signal.symbol.find(':') == std::string::npos ? proto::MarketType::spot
                                                      : proto::MarketType::swap;
}

}  // namespace

void LatestSignals::store(const proto::PartialResult& partial) {
  if (partial.failure || partial.signals.empty()) return;
  const std::uint64_t current = ++stores_;
  for (const proto::Signal& signal : partial.signals) {
    Group& group = groups_[{signal.exchange, market_of(signal), signal.interval}];
    group.last_store = current;
    group.newest_close_ms = std::max(group.newest_close_ms, signal.candle_close_ms);
    const auto [place, added] = group.by_symbol.try_emplace(signal.symbol, signal);
    if (added)
      ++size_;
    else if (place->second.candle_close_ms <= signal.candle_close_ms)
      place->second = signal;
  }
  for (auto& [key, group] : groups_)
    if (group.last_store == current) drop_outdated(group, std::get<proto::Interval>(key));
  make_room(current);
}

void LatestSignals::drop_outdated(Group& group, proto::Interval interval) {
  const std::int64_t oldest = group.newest_close_ms - proto::length_ms(interval);
  size_ -= std::erase_if(group.by_symbol,
                         [&](const auto& entry) { return entry.second.candle_close_ms < oldest; });
}

// Whole groups go first, oldest update first, so that what stays is complete.
void LatestSignals::make_room(std::uint64_t current_store) {
  while (size_ > signals_max_) {
    const auto oldest = std::min_element(
        groups_.begin(), groups_.end(),
        [](const auto& a, const auto& b) { return a.second.last_store < b.second.last_store; });
    if (oldest->second.last_store != current_store) {
      size_ -= oldest->second.by_symbol.size();
      groups_.erase(oldest);
    } else {  // only the groups of this very store are left, and they are too large: cut them
      auto& symbols = oldest->second.by_symbol;
      const std::size_t surplus = std::min(size_ - signals_max_, symbols.size());
      symbols.erase(std::prev(symbols.end(), static_cast<std::ptrdiff_t>(surplus)), symbols.end());
      size_ -= surplus;
      if (symbols.empty()) groups_.erase(oldest);
    }
  }
}

RankedSignals LatestSignals::query(const proto::LatestQuery& query) const {
  std::vector<RankedSignals> lists;
  for (const auto& [key, group] : groups_) {
    const auto& [exchange, market, interval] = key;
    if (!query.exchanges.empty() && std::find(query.exchanges.begin(), query.exchanges.end(),
                                              exchange) == query.exchanges.end())
      continue;
    if (query.market && *query.market != market) continue;
    if (query.interval && *query.interval != interval) continue;
    RankedSignals& list = lists.emplace_back();
    for (const auto& [symbol, signal] : group.by_symbol)
      if (passes_filter(query.signal, query.min_strength, signal)) list.signals.push_back(signal);
  }
  return merge_ranked(std::move(lists), query.limit);
}

}  // namespace scand::broker
