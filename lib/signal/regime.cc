#include "lib/signal/regime.h"

#include <algorithm>

namespace scand::lib::signal {
namespace {

// By thirds of the window's ATR/close values.
std::string volatility(const indicator::AtrRank& rank) {
  if (rank.above(2.0 / 3)) return "high";
  return rank.above(1.0 / 3) ? "medium" : "low";
}

}  // namespace

proto::MarketRegime market_regime(const indicator::IndicatorSet& set, const RegimeRules& rules) {
  proto::MarketRegime regime;
  regime.volatility = volatility(set.atr_rank);
  regime.trend_strength = set.shown.adx;
  const double adx = set.shown.adx.value_or(0);
  const double trending = std::min(1.0, adx / (2 * rules.trending_adx));
  if (adx >= rules.trending_adx) {
    const bool up = set.shown.plus_di.value_or(0) >= set.shown.minus_di.value_or(0);
    regime.regime = up ? "trending_up" : "trending_down";
    regime.confidence = trending;
  } else if (set.atr_rank.above(rules.volatile_percentile)) {
    regime.regime = "volatile";
    regime.confidence =
        static_cast<double>(set.atr_rank.below) / static_cast<double>(set.atr_rank.count);
  } else {
    regime.regime = "ranging";
    regime.confidence = 1 - trending;
  }
  return regime;
}

}  // namespace scand::lib::signal
