#pragma once
// The signal of one market. SPEC.md, "Signal", lists the fields; docs/signals.md defines each
// number. What cannot be computed is nullopt (or an empty string), never a made-up number.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/interval.h"

namespace scand::proto {

enum class Side : std::uint8_t { hold, buy, sell };
[[nodiscard]] std::string_view name(Side side);  // "BUY", "SELL", "HOLD"
[[nodiscard]] std::optional<Side> parse_side(std::string_view text);

// Prices in quote currency; obv and volumes in base units.
struct Indicators {
  std::optional<double> rsi;
  std::string macd;    // "bullish" | "bearish"; empty: absent
  std::string ema;     // "above" | "below"; empty: absent
  std::string volume;  // "high" | "normal" | "low"; empty: absent
  std::optional<double> macd_line, macd_signal, macd_histogram;
  std::optional<double> ema_5, ema_9, ema_13, ema_21, ema_50, ema_200, sma_20, sma_50;
  std::optional<double> bb_upper, bb_middle, bb_lower, stoch_k, stoch_d;
  std::optional<double> atr, adx, plus_di, minus_di, obv, vwap;
  std::optional<double> tenkan, kijun, span_a, span_b;
  std::optional<double> volume_ratio, poc, momentum_short, momentum_long;
  friend bool operator==(const Indicators&, const Indicators&) = default;
};

struct Advanced {
  std::optional<double> trend_score, confidence_score, opportunity_score;
  std::optional<bool> ichimoku_bullish, vwap_bullish;
  std::optional<double> bb_position;      // 0 at the lower band, 1 at the upper
  std::optional<double> volume_at_close;  // base units in the close's bin of the volume profile
  friend bool operator==(const Advanced&, const Advanced&) = default;
};

// Prices in quote currency, *_pct in percent of the entry.
struct RiskReward {
  std::optional<double> entry_price, stop_loss, take_profit, risk_amount, reward_amount;
  std::optional<double> risk_reward_ratio, stop_loss_pct, take_profit_pct;
  std::optional<double> support_level, resistance_level;
  friend bool operator==(const RiskReward&, const RiskReward&) = default;
};

struct MarketRegime {
  std::string regime;                // "trending_up" | "trending_down" | "volatile" | "ranging"
  std::optional<double> confidence;  // 0..1
  std::optional<double> trend_strength;
  std::string volatility;  // "low" | "medium" | "high"; empty: absent
  friend bool operator==(const MarketRegime&, const MarketRegime&) = default;
};

struct Reason {
  std::string component;
  double value = 0;  // raw
  double score = 0;  // c_i in [-1, 1]
  double weight = 0;
  double contribution = 0;  // to s, in points
  friend bool operator==(const Reason&, const Reason&) = default;
};

// What follows from the candles alone. lib/signal computes it; it knows neither market nor job.
struct Analysis {
  double score = 0;  // s, unrounded, in [-100, 100]
  Side side = Side::hold;
  std::string label;  // "Strong Buy" ... "Neutral"
  int strength = 0;   // round(|s|)
  Indicators indicators;
  std::optional<Advanced> advanced;  // this and the next two: full analysis only
  std::optional<RiskReward> risk_reward;
  std::optional<MarketRegime> market_regime;
  std::vector<Reason> reasons;  // largest magnitude first
  friend bool operator==(const Analysis&, const Analysis&) = default;
};

// The signal of one market. Its row also has `id`, which follows from these fields, and
// `timeframe`, which is the job's spelling of the interval.
struct Signal {
  std::string exchange;  // canonical id
  std::string symbol;    // BTC/USDT or BTC/USDT:USDT
  Interval interval = Interval::h1;
  // Close of the last closed candle, UTC: `timestamp` in the row, and part of the id.
  std::int64_t candle_close_ms = 0;
  std::optional<double> price;   // last, from the bulk ticker
  std::optional<double> change;  // percent over 24 h
  std::optional<double> volume;  // quote currency over 24 h
  double gap_ratio = 0;          // share of the window's candles that were missing and filled flat
  Analysis analysis;
  friend bool operator==(const Signal&, const Signal&) = default;
};

// "<exchange>:<symbol>:<interval>:<close time of the last closed candle, ms>": the same candle
// gives the same id.
[[nodiscard]] std::string signal_id(const Signal& signal);

}  // namespace scand::proto
