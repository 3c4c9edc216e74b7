#include "lib/scan/market_scan.h"

#include <algorithm>
#include <utility>

#include "lib/market/normalise.h"
#include "lib/signal/analyse.h"

namespace scand::lib {
namespace {

// The rows of all pages, without those that the exchange itself marks as running: it knows best.
Candles gather(const std::vector<exchange::CandlesPage>& pages) {
  Candles all;
  std::size_t rows = 0;
  for (const auto& page : pages)
    rows += page.candles.size();
  all.reserve(rows);
  for (const auto& page : pages) {
    const Candles& from = page.candles;
    for (std::size_t row = 0; row < from.size(); ++row) {
      if (std::ranges::find(page.running, from.time[row]) != page.running.end()) continue;
      all.push_back(from, row);
    }
  }
  return all;
}

std::string_view skip_reason(CandleVerdict verdict) {
  switch (verdict) {
    case CandleVerdict::stale:
      return skip::kStale;
    case CandleVerdict::gapped:
      return skip::kGapped;
    case CandleVerdict::ok:
    case CandleVerdict::empty:
    case CandleVerdict::insufficient_history:
      break;
  }
  return skip::kInsufficientHistory;
}

}  // namespace

MarketOutcome scan_market(const ChosenMarket& market, const proto::TaskKey& key,
                          const CandlePlan& plan, const std::vector<exchange::CandlesPage>& pages,
                          std::int64_t exchange_now_ms, const MarketScanRules& rules) {
  NormaliseOptions options{.interval = key.interval};
  if (plan.source != key.interval) options.source = plan.source;
  options.exchange_now_ms = exchange_now_ms;
  options.grace_ms = rules.close_grace_ms;
  options.gap_ratio_max = rules.gap_ratio_max;
  options.rows = key.full_analysis ? kFullRows : kQuickRows;
  const Normalised window = normalise(gather(pages), options);
  if (window.verdict != CandleVerdict::ok) return {std::nullopt, skip_reason(window.verdict)};

  const auto depth = key.full_analysis ? signal::Depth::full : signal::Depth::quick;
  auto analysis = signal::analyse(window.candles, key.interval, depth, rules.signals);
  if (!analysis.ok()) return {std::nullopt, skip::kInsufficientHistory};

  proto::Signal signal{.symbol = market.market.symbol, .interval = key.interval};
  signal.candle_close_ms = window.newest_close_ms;
  signal.price = market.ticker.last;
  signal.change = market.ticker.change_percent;
  signal.volume = market.ticker.quote_volume;
  signal.gap_ratio = window.gap_ratio;
  signal.analysis = std::move(*analysis);
  return {std::move(signal), {}};
}

}  // namespace scand::lib
