#pragma once
// What can be tuned about signals, with the defaults that docs/signals.md describes and the
// calibration was measured with. Plain values; check with `validate` once, at start.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "lib/base/result.h"

namespace scand::lib::signal {

enum class Component : std::uint8_t {
  momentum_short,
  momentum_long,
  rsi,
  macd,
  trend,
  ichimoku,
  volume,
  vwap
};
inline constexpr std::size_t kComponentCount = 8;
[[nodiscard]] std::string_view name(Component component);  // "momentum_short"
// True for those of a quick analysis; the others need indicators that it does not compute.
[[nodiscard]] bool in_quick(Component component);

// By component, each >= 0; only their ratios matter.
using Weights = std::array<double, kComponentCount>;

// Where |s| becomes a signal and changes its label. 0 < weak < normal < strong <= 100.
struct Thresholds {
  double weak = 20, normal = 40, strong = 65;
};

// What makes a component full, i.e. 1.
struct Scales {
  double momentum = 1.5;       // usual moves over the period
  double rsi_full = 20;        // points from 50
  double rsi_exhausted = 40;   // points from 50 at which it is 0 again; > rsi_full, <= 50
  double macd = 3;             // times histogram / ATR
  double adx_full = 25;        // ADX from which a trend counts whole
  double volume_least = -0.5;  // bounds of volume ratio - 1; least <= 0 < most, both within [-1, 1]
  double volume_most = 1;
  double vwap = 2;  // standard deviations from VWAP
};

// In multiples of ATR, but reward in multiples of the risk.
struct RiskRules {
  double stop = 1.5, least_stop = 0.5, level_margin = 0.1, reward = 2.5;
};

struct RegimeRules {
  double trending_adx = 25;          // ADX from which a market trends
  double volatile_percentile = 0.9;  // of ATR/close in the window, above which it is volatile
};

struct SignalConfig {
  Weights full{0.22, 0.12, 0.14, 0.14, 0.20, 0.08, 0.06, 0.04};
  Weights quick{0.30, 0.15, 0.20, 0.20, 0, 0, 0.15, 0};
  Thresholds thresholds;
  Scales scales;
  RiskRules risk;
  RegimeRules regime;
};

// `key` is dotted, from the signal settings' own root: "weights.full.rsi".
struct ConfigError {
  std::string key, message;
  friend bool operator==(const ConfigError&, const ConfigError&) = default;
};

// The first rule that does not hold.
[[nodiscard]] base::Status<ConfigError> validate(const SignalConfig& config);

}  // namespace scand::lib::signal
