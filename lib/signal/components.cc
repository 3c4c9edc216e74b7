#include "lib/signal/components.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace scand::lib::signal {
namespace {

using indicator::is_zero;
using indicator::kZeroShare;

double unit(double value) {
  return std::clamp(value, -1.0, 1.0);
}

// -1, 0 or 1; 0 for a difference that is negligible beside `price`.
double sign(double value, double price) {
  if (is_zero(value, price)) return 0;
  return value > 0 ? 1 : -1;
}

// value / scale, clamped to [-1, 1]; 0 when the scale is zero.
double share(double value, double scale, double price) {
  return is_zero(scale, price) ? 0 : unit(value / scale);
}

// Raw: the change over the period. Full at `scales.momentum` times the usual move over that period:
// independent steps of size rms add up to rms * sqrt(period).
ComponentScore momentum(Component component, double change, double log_change, double step_rms,
                        std::size_t period, const Scales& scales) {
  if (step_rms <= kZeroShare) return {component, change, 0};
  const double usual = step_rms * std::sqrt(static_cast<double>(period));
  return {component, change, unit(log_change / (scales.momentum * usual))};
}

// Raw: RSI. Prices that did not move have none and count as 50.
ComponentScore rsi(const IndicatorSet& set, const Scales& scales) {
  const double value = set.shown.rsi.value_or(50);
  return {Component::rsi, value, rsi_score(value, scales)};
}

// Raw: the histogram, in quote currency. ATR is the scale.
ComponentScore macd(const IndicatorSet& set, const Scales& scales) {
  const double histogram = set.shown.macd_histogram.value_or(0);
  return {Component::macd, histogram,
          share(scales.macd * histogram, set.shown.atr.value_or(0), set.close)};
}

// Raw: the mean sign of the order of the EMAs (9 over 21 over 50 over 200). Weighed by ADX, since
// the order of averages says little in a market without direction.
ComponentScore trend(const IndicatorSet& set, const Scales& scales) {
  const proto::Indicators& shown = set.shown;
  if (!shown.ema_9 || !shown.ema_21 || !shown.ema_50) return {Component::trend, 0, 0};
  double signs = sign(*shown.ema_9 - *shown.ema_21, set.close) +
                 sign(*shown.ema_21 - *shown.ema_50, set.close);
  if (shown.ema_200) signs += sign(*shown.ema_50 - *shown.ema_200, set.close);
  const double order = signs / (shown.ema_200 ? 3 : 2);
  return {Component::trend, order, order * std::min(1.0, shown.adx.value_or(0) / scales.adx_full)};
}

// Raw: the score itself, the mean of three signs: price and cloud, tenkan and kijun, span A and
// span B. Needs the cloud.
ComponentScore ichimoku(const IndicatorSet& set) {
  const double span_a = *set.shown.span_a;
  const double span_b = *set.shown.span_b;
  const double above = sign(set.close - std::max(span_a, span_b), set.close);
  const double below = sign(set.close - std::min(span_a, span_b), set.close);
  const double outside = above > 0 ? 1 : (below < 0 ? -1 : 0);
  const double order = sign(*set.shown.tenkan - *set.shown.kijun, set.close);
  const double cloud = sign(span_a - span_b, set.close);
  const double score = (outside + order + cloud) / 3;
  return {Component::ichimoku, score, score};
}

// Raw: the volume ratio; 0 when nothing was traded before. Volume has no side of its own: it backs
// the short momentum when it is above average and speaks against it when it is below.
ComponentScore volume(const IndicatorSet& set, const Scales& scales) {
  if (!set.shown.volume_ratio) return {Component::volume, 0, 0};
  const double ratio = *set.shown.volume_ratio;
  const double unusual = std::clamp(ratio - 1, scales.volume_least, scales.volume_most);
  return {Component::volume, ratio, sign(set.log_momentum_short, 1) * unusual};
}

// Raw: the distance of the close from VWAP as a share of VWAP; 0 when nothing was traded.
ComponentScore vwap(const IndicatorSet& set, const Scales& scales) {
  if (!set.shown.vwap) return {Component::vwap, 0, 0};
  const double off = set.close - *set.shown.vwap;
  if (is_zero(set.vwap_sigma, set.close)) return {Component::vwap, off / *set.shown.vwap, 0};
  return {Component::vwap, off / *set.shown.vwap, unit(off / (scales.vwap * set.vwap_sigma))};
}

struct Preset {
  proto::Interval interval;
  MomentumPeriods periods;
};
// Scalping, short, medium, daily, weekly. Shortest first: the first of two equally near ones wins.
constexpr std::array<Preset, 5> kPresets{{{proto::Interval::m1, {10, 60}},
                                          {proto::Interval::m5, {5, 20}},
                                          {proto::Interval::h1, {4, 12}},
                                          {proto::Interval::d1, {7, 30}},
                                          {proto::Interval::w1, {4, 12}}}};

// How many times longer the longer of two intervals is.
double ratio(proto::Interval a, proto::Interval b) {
  const double quotient =
      static_cast<double>(proto::length_ms(a)) / static_cast<double>(proto::length_ms(b));
  return std::max(quotient, 1 / quotient);
}

}  // namespace

double rsi_score(double rsi, const Scales& scales) {
  const double off = rsi - 50;
  const double distance = std::abs(off);
  double size = distance / scales.rsi_full;
  if (distance > scales.rsi_full)
    size = (scales.rsi_exhausted - distance) / (scales.rsi_exhausted - scales.rsi_full);
  return std::copysign(std::clamp(size, 0.0, 1.0), off);
}

std::vector<ComponentScore> components(const IndicatorSet& set, Depth depth,
                                       const MomentumPeriods& periods, const Scales& scales) {
  std::vector<ComponentScore> result;
  result.reserve(kComponentCount);
  result.push_back(momentum(Component::momentum_short, set.shown.momentum_short.value_or(0),
                            set.log_momentum_short, set.step_rms, periods.short_period, scales));
  result.push_back(momentum(Component::momentum_long, set.shown.momentum_long.value_or(0),
                            set.log_momentum_long, set.step_rms, periods.long_period, scales));
  result.push_back(rsi(set, scales));
  result.push_back(macd(set, scales));
  if (depth == Depth::full) {
    result.push_back(trend(set, scales));
    if (set.shown.span_a) result.push_back(ichimoku(set));
  }
  result.push_back(volume(set, scales));
  if (depth == Depth::full) result.push_back(vwap(set, scales));
  return result;
}

MomentumPeriods momentum_periods(proto::Interval interval) {
  return std::ranges::min_element(
             kPresets, {},
             [interval](const Preset& preset) { return ratio(preset.interval, interval); })
      ->periods;
}

}  // namespace scand::lib::signal
