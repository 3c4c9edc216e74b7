#include "proto/signal_fields.h"

#include <gtest/gtest.h>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "proto/encoding/json_writer.h"
#include "proto/encoding/msgpack_writer.h"
#include "tests/kit/proto/samples.h"
#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

Value row(const Signal& signal, std::string_view timeframe = "medium") {
  return tree_of(to_msgpack(SignalRow{signal, timeframe}));
}

TEST(SignalRow, HasEveryFieldOfTheContract) {
  const Value signal = row(samples::full_signal());
  EXPECT_EQ(in(signal, "id"), Value("binance:BTC/USDT:1h:1761307200000"));
  EXPECT_EQ(in(signal, "timeframe"), Value("medium"));
  EXPECT_EQ(in(signal, "interval"), Value("1h"));
  EXPECT_EQ(in(signal, "signal"), Value("BUY"));
  EXPECT_EQ(in(signal, "strength"), Value(87));
  EXPECT_EQ(in(signal, "timestamp"), Value("2025-10-24T12:00:00.000Z"));
  EXPECT_EQ(
      keys(signal),
      (std::set<std::string>{"id", "symbol", "exchange", "timeframe", "interval", "signal", "label",
                             "strength", "price", "change", "volume", "timestamp", "gap_ratio",
                             "indicators", "advanced", "risk_reward", "market_regime", "reasons"}));
  EXPECT_EQ(keys(in(signal, "risk_reward")),
            (std::set<std::string>{"entry_price", "stop_loss", "take_profit", "risk_amount",
                                   "reward_amount", "risk_reward_ratio", "stop_loss_pct",
                                   "take_profit_pct", "support_level", "resistance_level"}));
  EXPECT_EQ(keys(in(signal, "market_regime")),
            (std::set<std::string>{"regime", "confidence", "trend_strength", "volatility"}));
  EXPECT_EQ(keys(in(signal, "advanced")),
            (std::set<std::string>{"trend_score", "confidence_score", "opportunity_score",
                                   "ichimoku_bullish", "vwap_bullish", "bb_position",
                                   "volume_at_close"}));
  EXPECT_EQ(keys(in(signal, "reasons").array()->at(0)),
            (std::set<std::string>{"component", "value", "score", "weight", "contribution"}));
}

// The names in the order of the specification, each with the value of its own member.
TEST(SignalRow, EveryIndicatorHasItsOwnName) {
  const Value indicators = in(row(samples::full_signal()), "indicators");
  const Indicators from = samples::full_analysis().indicators;
  const std::vector<std::pair<const char*, std::optional<double>>> numbers{
      {"rsi", from.rsi},
      {"macd_line", from.macd_line},
      {"macd_signal", from.macd_signal},
      {"macd_histogram", from.macd_histogram},
      {"ema_5", from.ema_5},
      {"ema_9", from.ema_9},
      {"ema_13", from.ema_13},
      {"ema_21", from.ema_21},
      {"ema_50", from.ema_50},
      {"ema_200", from.ema_200},
      {"sma_20", from.sma_20},
      {"sma_50", from.sma_50},
      {"bb_upper", from.bb_upper},
      {"bb_middle", from.bb_middle},
      {"bb_lower", from.bb_lower},
      {"stoch_k", from.stoch_k},
      {"stoch_d", from.stoch_d},
      {"atr", from.atr},
      {"adx", from.adx},
      {"plus_di", from.plus_di},
      {"minus_di", from.minus_di},
      {"obv", from.obv},
      {"vwap", from.vwap},
      {"tenkan", from.tenkan},
      {"kijun", from.kijun},
      {"span_a", from.span_a},
      {"span_b", from.span_b},
      {"volume_ratio", from.volume_ratio},
      {"poc", from.poc},
      {"momentum_short", from.momentum_short},
      {"momentum_long", from.momentum_long}};
  for (const auto& [name, value] : numbers)
    EXPECT_EQ(in(indicators, name).number(), value) << name;
  EXPECT_EQ(in(indicators, "macd"), Value("bullish"));
  EXPECT_EQ(in(indicators, "ema"), Value("above"));
  EXPECT_EQ(in(indicators, "volume"), Value("high"));
  EXPECT_EQ(indicators.map()->size(), numbers.size() + 3);
}

TEST(SignalRow, WhatCannotBeComputedIsNullOrLeftOut) {
  const Value signal = row(samples::quick_signal());
  EXPECT_TRUE(in(signal, "change").is_null());
  EXPECT_TRUE(in(signal, "volume").is_null());
  EXPECT_EQ(keys(in(signal, "indicators")), std::set<std::string>{"rsi"});
  for (const char* absent : {"advanced", "risk_reward", "market_regime"})
    EXPECT_EQ(signal.find(absent), nullptr) << absent;

  Signal hold = samples::full_signal();
  hold.analysis.risk_reward = RiskReward{.entry_price = 5.0};
  const Value risk = in(row(hold), "risk_reward");
  EXPECT_EQ(in(risk, "entry_price"), Value(5.0));
  EXPECT_TRUE(in(risk, "stop_loss").is_null());
}

TEST(SignalRow, WithoutAJobsSpellingTheTimeframeIsTheInterval) {
  EXPECT_EQ(in(row(samples::full_signal(), ""), "timeframe"), Value("1h"));
}

TEST(SignalRow, JsonHasTheSameNamesAndValues) {
  const SignalRow signal{samples::full_signal(), "medium"};
  EXPECT_EQ(to_json(signal), to_json(tree_of(to_msgpack(signal))));
}

}  // namespace
}  // namespace scand::proto
