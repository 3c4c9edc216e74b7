#pragma once
// All that an analysis needs to know about a market's candles, computed once.

#include <cstddef>
#include <cstdint>
#include <optional>

#include "lib/indicator/atr.h"
#include "lib/indicator/momentum.h"
#include "lib/indicator/range.h"
#include "lib/indicator/window.h"
#include "proto/signal.h"

namespace scand::lib::indicator {

enum class Depth : std::uint8_t { full, quick };

// The periods of the two momenta, in candles; they depend on the interval.
struct MomentumPeriods {
  std::size_t short_period = 0, long_period = 0;  // short < long
  friend bool operator==(const MomentumPeriods&, const MomentumPeriods&) = default;
};

// `shown` is what users see; the rest is what the score, the risk and the regime need besides. In a
// quick set only these of `shown` are filled: rsi, macd_line, macd_signal, macd_histogram, ema_21,
// atr, volume_ratio, momentum_short, momentum_long; of the rest only those marked (quick).
// The words of `shown` are not filled here.
struct IndicatorSet {
  proto::Indicators shown;
  std::size_t rows = 0;           // (quick) of the window
  double close = 0;               // (quick) the last
  double step_rms = 0;            // (quick) usual size of a one-candle log return
  double log_momentum_short = 0;  // (quick)
  double log_momentum_long = 0;   // (quick)
  double vwap_sigma = 0;
  std::optional<double> band_position, volume_at_close;
  AtrRank atr_rank;
  Range recent;  // of the last 20 candles: support and resistance
};

// `window` has at least kMinRows rows and more than long_period of them. A number whose warm-up is
// longer than the window, or that cannot be computed, is nullopt; none is NaN or infinite.
[[nodiscard]] IndicatorSet full_set(const Window& window, const MomentumPeriods& periods);
[[nodiscard]] IndicatorSet quick_set(const Window& window, const MomentumPeriods& periods);

}  // namespace scand::lib::indicator
