#include "tests/kit/candles/analysis_numbers.h"

#include <algorithm>
#include <cmath>

namespace scand::test {
namespace {

void add(std::vector<double>& to, std::initializer_list<std::optional<double>> values) {
  for (const auto& value : values)
    if (value) to.push_back(*value);
}

}  // namespace

std::vector<double> numbers(const proto::Analysis& a) {
  std::vector<double> all{a.score, static_cast<double>(a.strength)};
  const proto::Indicators& i = a.indicators;
  add(all, {i.rsi, i.macd_line, i.macd_signal, i.macd_histogram});
  add(all, {i.ema_5, i.ema_9, i.ema_13, i.ema_21, i.ema_50, i.ema_200, i.sma_20, i.sma_50});
  add(all, {i.bb_upper, i.bb_middle, i.bb_lower, i.stoch_k, i.stoch_d});
  add(all, {i.atr, i.adx, i.plus_di, i.minus_di, i.obv, i.vwap});
  add(all, {i.tenkan, i.kijun, i.span_a, i.span_b});
  add(all, {i.volume_ratio, i.poc, i.momentum_short, i.momentum_long});
  if (const auto& x = a.advanced)
    add(all, {x->trend_score, x->confidence_score, x->opportunity_score, x->bb_position,
              x->volume_at_close});
  if (const auto& r = a.risk_reward)
    add(all, {r->entry_price, r->stop_loss, r->take_profit, r->risk_amount, r->reward_amount,
              r->risk_reward_ratio, r->stop_loss_pct, r->take_profit_pct, r->support_level,
              r->resistance_level});
  if (const auto& m = a.market_regime) add(all, {m->confidence, m->trend_strength});
  for (const proto::Reason& reason : a.reasons)
    add(all, {reason.value, reason.score, reason.weight, reason.contribution});
  return all;
}

bool all_finite(const proto::Analysis& analysis) {
  return std::ranges::all_of(numbers(analysis), [](double value) { return std::isfinite(value); });
}

}  // namespace scand::test
