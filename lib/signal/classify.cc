#include "lib/signal/classify.h"

#include <cmath>

namespace scand::lib::signal {

Verdict classify(double s, const Thresholds& thresholds) {
  const double size = std::abs(s);
  const int strength = static_cast<int>(std::lround(size));
  if (size < thresholds.weak) return {proto::Side::hold, "Neutral", strength};
  const bool buy = s > 0;
  const proto::Side side = buy ? proto::Side::buy : proto::Side::sell;
  if (size < thresholds.normal) return {side, buy ? "Weak Buy" : "Weak Sell", strength};
  if (size < thresholds.strong) return {side, buy ? "Buy" : "Sell", strength};
  return {side, buy ? "Strong Buy" : "Strong Sell", strength};
}

}  // namespace scand::lib::signal
