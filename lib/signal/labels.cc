#include "lib/signal/labels.h"

#include <cmath>

#include "lib/indicator/window.h"

namespace scand::lib::signal {
namespace {

// Ratios of the last candle's volume to the mean before it.
constexpr double kHighVolume = 1.5;
constexpr double kLowVolume = 0.5;

}  // namespace

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

void add_words(proto::Indicators& shown, double close) {
  using indicator::is_zero;
  if (shown.macd_histogram && !is_zero(*shown.macd_histogram, close))
    shown.macd = *shown.macd_histogram > 0 ? "bullish" : "bearish";
  if (shown.ema_21 && !is_zero(close - *shown.ema_21, close))
    shown.ema = close > *shown.ema_21 ? "above" : "below";
  if (shown.volume_ratio) {
    if (*shown.volume_ratio >= kHighVolume)
      shown.volume = "high";
    else
      shown.volume = *shown.volume_ratio <= kLowVolume ? "low" : "normal";
  }
}

}  // namespace scand::lib::signal
