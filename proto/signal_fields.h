#pragma once
// The fields of a signal on the wire: its row as clients read it, and the shapes of its parts,
// which the row and a worker's answer (internal_messages.cc) have in common. SPEC.md, "Signal". A
// heavy header; include it only in .cc files.

#include <span>
#include <string_view>

#include "proto/encoding/shape.h"
#include "proto/encoding/writer.h"
#include "proto/signal.h"

namespace scand::proto {

// A signal as a client reads it. `timeframe` is the job's spelling ("medium", "1h"); when empty,
// the interval's own name is written.
struct SignalRow {
  const Signal& signal;
  std::string_view timeframe;
};

// The array `signals`.
struct SignalRows {
  std::span<const Signal> signals;
  std::string_view timeframe;
};

void write(Writer& out, const SignalRow& row);
void write(Writer& out, const SignalRows& rows);
// Lets a shape (encoding/shape.h) have the array as a field.
void put(Writer& out, const SignalRows& rows);

// The parts of a signal.

template <>
struct Shape<Indicators> {
  static void fields(auto& self, auto&& f) {
    f.maybe("rsi", self.rsi);
    f.maybe("macd", self.macd);
    f.maybe("ema", self.ema);
    f.maybe("volume", self.volume);
    f.maybe("macd_line", self.macd_line);
    f.maybe("macd_signal", self.macd_signal);
    f.maybe("macd_histogram", self.macd_histogram);
    f.maybe("ema_5", self.ema_5);
    f.maybe("ema_9", self.ema_9);
    f.maybe("ema_13", self.ema_13);
    f.maybe("ema_21", self.ema_21);
    f.maybe("ema_50", self.ema_50);
    f.maybe("ema_200", self.ema_200);
    f.maybe("sma_20", self.sma_20);
    f.maybe("sma_50", self.sma_50);
    f.maybe("bb_upper", self.bb_upper);
    f.maybe("bb_middle", self.bb_middle);
    f.maybe("bb_lower", self.bb_lower);
    f.maybe("stoch_k", self.stoch_k);
    f.maybe("stoch_d", self.stoch_d);
    f.maybe("atr", self.atr);
    f.maybe("adx", self.adx);
    f.maybe("plus_di", self.plus_di);
    f.maybe("minus_di", self.minus_di);
    f.maybe("obv", self.obv);
    f.maybe("vwap", self.vwap);
    f.maybe("tenkan", self.tenkan);
    f.maybe("kijun", self.kijun);
    f.maybe("span_a", self.span_a);
    f.maybe("span_b", self.span_b);
    f.maybe("volume_ratio", self.volume_ratio);
    f.maybe("poc", self.poc);
    f.maybe("momentum_short", self.momentum_short);
    f.maybe("momentum_long", self.momentum_long);
  }
};

template <>
struct Shape<Advanced> {
  static void fields(auto& self, auto&& f) {
    f.field("trend_score", self.trend_score);
    f.field("confidence_score", self.confidence_score);
    f.field("opportunity_score", self.opportunity_score);
    f.field("ichimoku_bullish", self.ichimoku_bullish);
    f.field("vwap_bullish", self.vwap_bullish);
    f.field("bb_position", self.bb_position);
    f.field("volume_at_close", self.volume_at_close);
  }
};

template <>
struct Shape<RiskReward> {
  static void fields(auto& self, auto&& f) {
    f.field("entry_price", self.entry_price);
    f.field("stop_loss", self.stop_loss);
    f.field("take_profit", self.take_profit);
    f.field("risk_amount", self.risk_amount);
    f.field("reward_amount", self.reward_amount);
    f.field("risk_reward_ratio", self.risk_reward_ratio);
    f.field("stop_loss_pct", self.stop_loss_pct);
    f.field("take_profit_pct", self.take_profit_pct);
    f.field("support_level", self.support_level);
    f.field("resistance_level", self.resistance_level);
  }
};

template <>
struct Shape<MarketRegime> {
  static void fields(auto& self, auto&& f) {
    f.field("regime", self.regime);
    f.field("confidence", self.confidence);
    f.field("trend_strength", self.trend_strength);
    f.maybe("volatility", self.volatility);
  }
};

template <>
struct Shape<Reason> {
  static void fields(auto& self, auto&& f) {
    f.field("component", self.component);
    f.field("value", self.value);
    f.field("score", self.score);
    f.field("weight", self.weight);
    f.field("contribution", self.contribution);
  }
};

}  // namespace scand::proto
