#include "lib/signal/advanced.h"

#include <algorithm>

namespace scand::lib::signal {
namespace {

constexpr double kFarAtrs = 3;  // distance from EMA 21, in ATRs, at which an entry comes too late

const proto::Reason* find(const Score& score, Component component) {
  for (const proto::Reason& reason : score.reasons)
    if (reason.component == name(component)) return &reason;
  return nullptr;
}

}  // namespace

std::optional<double> opportunity_score(const indicator::IndicatorSet& set, double trend,
                                        proto::Side side) {
  const double atr = set.shown.atr.value_or(0);
  if (side == proto::Side::hold || indicator::is_zero(atr, set.close)) return std::nullopt;
  if (!set.band_position || !set.shown.ema_21) return std::nullopt;
  const bool buy = side == proto::Side::buy;
  const double up = buy ? 1 : -1;
  // All measured in the signal's own direction, so that buy and sell are mirror images.
  const double distance = up * (set.close - *set.shown.ema_21) / atr;
  const double band = buy ? *set.band_position : 1 - *set.band_position;
  const double backing = 0.5 + 0.5 * std::max(0.0, up * trend);
  const double room =
      1 - 0.5 * std::clamp(distance / kFarAtrs, 0.0, 1.0) - 0.5 * std::clamp(band, 0.0, 1.0);
  return 100 * backing * room;
}

proto::Advanced advanced(const indicator::IndicatorSet& set, const Score& score, proto::Side side) {
  proto::Advanced result;
  const proto::Reason* trend = find(score, Component::trend);
  const double trend_score = trend != nullptr ? trend->score : 0;
  if (trend != nullptr) result.trend_score = 5 + 5 * trend_score;  // 0 down, 5 none, 10 up
  result.confidence_score = score.agreement;
  result.opportunity_score = opportunity_score(set, trend_score, side);
  if (const proto::Reason* cloud = find(score, Component::ichimoku))
    result.ichimoku_bullish = cloud->score > 0;
  if (set.shown.vwap) result.vwap_bullish = set.close > *set.shown.vwap;
  result.bb_position = set.band_position;
  result.volume_at_close = set.volume_at_close;
  return result;
}

}  // namespace scand::lib::signal
