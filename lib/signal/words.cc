#include "lib/signal/words.h"

#include "lib/indicator/window.h"

namespace scand::lib::signal {
namespace {

constexpr double kHighVolume = 1.5;
constexpr double kLowVolume = 0.5;

}  // namespace

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
