#include "lib/indicator/indicator_set.h"

#include "lib/indicator/momentum.h"
#include "lib/indicator/moving_averages.h"
#include "lib/indicator/trend.h"
#include "lib/indicator/volatility.h"
#include "lib/indicator/volume.h"

namespace scand::lib::indicator {
namespace {

constexpr std::size_t kRsiPeriod = 14;
constexpr std::size_t kAtrPeriod = 14;
constexpr std::size_t kAdxPeriod = 14;
constexpr std::size_t kBandPeriod = 20;
constexpr double kBandWidth = 2;
constexpr std::size_t kVolumeCount = 20;
constexpr std::size_t kRecentCount = 20;
// The EMA 200 is shown from ten candles past its seed on: before that it is little more than the
// seed's simple mean.
constexpr std::size_t kEma200Rows = 210;

std::vector<double> add_common(IndicatorSet& set, const Window& window,
                               const MomentumPeriods& periods) {
  set.rows = window.rows();
  set.close = window.close.back();
  set.step_rms = log_return_rms(window.close);
  if (const auto value = momentum(window.close, periods.short_period)) {
    set.shown.momentum_short = value->change;
    set.log_momentum_short = value->log_change;
  }
  if (const auto value = momentum(window.close, periods.long_period)) {
    set.shown.momentum_long = value->change;
    set.log_momentum_long = value->log_change;
  }
  set.shown.rsi = rsi(window.close, kRsiPeriod);
  if (const auto value = macd(window.close)) {
    set.shown.macd_line = value->line;
    set.shown.macd_signal = value->signal;
    set.shown.macd_histogram = value->histogram;
  }
  set.shown.volume_ratio = volume_ratio(window.volume, kVolumeCount);
  std::vector<double> atr = atr_series(window, kAtrPeriod);
  if (!atr.empty()) set.shown.atr = atr.back();
  return atr;
}

void add_averages(proto::Indicators& shown, const Window& window) {
  const auto averages = emas(window.close, {5, 9, 13, 21, 50, 200});
  shown.ema_5 = averages[0];
  shown.ema_9 = averages[1];
  shown.ema_13 = averages[2];
  shown.ema_21 = averages[3];
  shown.ema_50 = averages[4];
  if (window.rows() >= kEma200Rows) shown.ema_200 = averages[5];
  shown.sma_20 = sma(window.close, 20);
  shown.sma_50 = sma(window.close, 50);
}

void add_oscillators(IndicatorSet& set, const Window& window) {
  if (const auto bands = bollinger(window.close, kBandPeriod, kBandWidth)) {
    set.shown.bb_upper = bands->upper;
    set.shown.bb_middle = bands->middle;
    set.shown.bb_lower = bands->lower;
    set.band_position = band_position(*bands, set.close);
  }
  if (const auto value = stochastic(window)) {
    set.shown.stoch_k = value->k;
    set.shown.stoch_d = value->d;
  }
  if (const auto value = adx(window, kAdxPeriod)) {
    set.shown.adx = value->adx;
    set.shown.plus_di = value->plus_di;
    set.shown.minus_di = value->minus_di;
  }
  if (const auto value = ichimoku(window)) {
    set.shown.tenkan = value->tenkan;
    set.shown.kijun = value->kijun;
    if (value->cloud) {
      set.shown.span_a = value->cloud->span_a;
      set.shown.span_b = value->cloud->span_b;
    }
  }
}

void add_volumes(IndicatorSet& set, const Window& window) {
  set.shown.obv = obv(window.close, window.volume);
  if (const auto value = vwap(window)) {
    set.shown.vwap = value->price;
    set.vwap_sigma = value->sigma;
  }
  if (const auto value = volume_profile(window)) {
    set.shown.poc = value->point_of_control;
    set.volume_at_close = value->volume_at_close;
  }
}

}  // namespace

IndicatorSet full_set(const Window& window, const MomentumPeriods& periods) {
  IndicatorSet set;
  const std::vector<double> atr = add_common(set, window, periods);
  set.atr_rank = atr_rank(window.close, atr);
  set.recent = range(window, kRecentCount);
  add_averages(set.shown, window);
  add_oscillators(set, window);
  add_volumes(set, window);
  return set;
}

IndicatorSet quick_set(const Window& window, const MomentumPeriods& periods) {
  IndicatorSet set;
  add_common(set, window, periods);
  set.shown.ema_21 = ema(window.close, 21);
  return set;
}

}  // namespace scand::lib::indicator
