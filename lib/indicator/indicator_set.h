#pragma once
// Everything that an analysis needs to know about one market's candles, computed once: the numbers
// that users see, and those that the score, the risk and the regime need besides. Pure; any thread.

#include <cstddef>
#include <cstdint>
#include <optional>

#include "lib/indicator/momentum.h"
#include "lib/indicator/volatility.h"
#include "lib/indicator/window.h"
#include "proto/signal.h"

namespace scand::lib::indicator {

enum class Depth : std::uint8_t { full, quick };

// The periods of the short and the long momentum, in candles. They depend on the interval
// (momentum_periods() in lib/signal/components.h).
struct MomentumPeriods {
  std::size_t short_period = 0, long_period = 0;  // short < long
  friend bool operator==(const MomentumPeriods&, const MomentumPeriods&) = default;
};

// `shown` is what users see. A quick set fills only these of its members: rsi, macd_line,
// macd_signal, macd_histogram, ema_21, atr, volume_ratio, momentum_short, momentum_long; and of the
// other members of this struct only those marked (quick). The words of `shown` ("bullish") are left
// empty here; lib/signal/labels.h fills them.
struct IndicatorSet {
  proto::Indicators shown;
  std::size_t rows = 0;           // (quick) rows of the window
  double close = 0;               // (quick) the last close
  double step_rms = 0;            // (quick) usual size of a one-candle log return
  double log_momentum_short = 0;  // (quick)
  double log_momentum_long = 0;   // (quick)
  double vwap_sigma = 0;
  std::optional<double> band_position, volume_at_close;
  AtrRank atr_rank;
  Range recent;  // of the last 20 candles: its ends are support and resistance
};

// `window` must have at least kMinRows rows, and more than long_period. A number is nullopt when
// its warm-up is longer than the window or when it cannot be computed; none is NaN or infinite.
[[nodiscard]] IndicatorSet full_set(const Window& window, const MomentumPeriods& periods);
[[nodiscard]] IndicatorSet quick_set(const Window& window, const MomentumPeriods& periods);

}  // namespace scand::lib::indicator
