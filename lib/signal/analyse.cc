#include "lib/signal/analyse.h"

#include "lib/indicator/window.h"
#include "lib/market/candles.h"
#include "lib/market/normalise.h"
#include "lib/signal/advanced.h"
#include "lib/signal/components.h"
#include "lib/signal/labels.h"
#include "lib/signal/regime.h"
#include "lib/signal/risk.h"
#include "lib/signal/score.h"

namespace scand::lib::signal {
namespace {

proto::Analysis analyse_window(const indicator::Window& window, const MomentumPeriods& periods,
                               Depth depth, const SignalConfig& config) {
  const bool full = depth == Depth::full;
  IndicatorSet set =
      full ? indicator::full_set(window, periods) : indicator::quick_set(window, periods);
  Score scored =
      score(components(set, depth, periods, config.scales), full ? config.full : config.quick);
  const Verdict verdict = classify(scored.s, config.thresholds);

  proto::Analysis analysis;
  analysis.score = scored.s;
  analysis.side = verdict.side;
  analysis.label = verdict.label;
  analysis.strength = verdict.strength;
  if (full) {
    analysis.advanced = advanced(set, scored, verdict.side);
    analysis.risk_reward = risk_reward(set, verdict.side, config.risk);
    analysis.market_regime = market_regime(set, config.regime);
  }
  add_words(set.shown, set.close);
  analysis.indicators = std::move(set.shown);
  analysis.reasons = std::move(scored.reasons);
  return analysis;
}

}  // namespace

base::Result<proto::Analysis, InsufficientHistory> analyse(const Candles& candles,
                                                           proto::Interval interval, Depth depth,
                                                           const SignalConfig& config) {
  const std::size_t count = count_usable(candles);
  if (count < kMinRows) return InsufficientHistory{count, kMinRows};
  const MomentumPeriods periods = momentum_periods(interval);
  const std::size_t rows = depth == Depth::full ? kFullRows : kQuickRows;
  if (count == candles.size())
    return analyse_window(indicator::newest(candles, rows), periods, depth, config);
  const Candles clean = usable_only(candles);
  return analyse_window(indicator::newest(clean, rows), periods, depth, config);
}

}  // namespace scand::lib::signal
