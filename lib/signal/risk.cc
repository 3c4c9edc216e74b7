#include "lib/signal/risk.h"

namespace scand::lib::signal {
namespace {

// How far the stop lies from the entry, in quote currency: the usual distance, or a little beyond
// the near level (support for a buy) where that is closer but not so close that noise would reach
// it.
double stop_distance(double to_level, double atr, const RiskRules& rules) {
  const double usual = rules.stop * atr;
  const double beyond_level = to_level + rules.level_margin * atr;
  const bool fits = beyond_level >= rules.least_stop * atr && beyond_level < usual;
  return fits ? beyond_level : usual;
}

}  // namespace

proto::RiskReward risk_reward(const indicator::IndicatorSet& set, proto::Side side,
                              const RiskRules& rules) {
  proto::RiskReward risk;
  const double entry = set.close;
  risk.entry_price = entry;
  risk.support_level = set.recent.low;
  risk.resistance_level = set.recent.high;
  const double atr = set.shown.atr.value_or(0);
  if (side == proto::Side::hold || indicator::is_zero(atr, entry)) return risk;

  const bool buy = side == proto::Side::buy;
  const double up = buy ? 1 : -1;
  const double distance =
      stop_distance(buy ? entry - set.recent.low : set.recent.high - entry, atr, rules);
  const double stop = entry - up * distance;
  const double reward = rules.reward * distance;
  const double target = entry + up * reward;
  if (stop > 0) {
    risk.stop_loss = stop;
    risk.risk_amount = distance;
    risk.stop_loss_pct = 100 * distance / entry;
  }
  if (target > 0) {
    risk.take_profit = target;
    risk.reward_amount = reward;
    risk.take_profit_pct = 100 * reward / entry;
  }
  if (risk.stop_loss && risk.take_profit) risk.risk_reward_ratio = reward / distance;
  return risk;
}

}  // namespace scand::lib::signal
