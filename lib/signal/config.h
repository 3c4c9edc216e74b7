#pragma once
// Everything about signals that can be tuned. The defaults are those that docs/signals.md describes
// and that the calibration was measured with. Plain values: call validate() once, at start; any
// thread may read them afterwards.

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
// True for the components of a quick analysis. It does not compute the indicators of the others.
[[nodiscard]] bool in_quick(Component component);

// One for each component, at least 0; only their ratios matter.
using Weights = std::array<double, kComponentCount>;

// Where |s| becomes a signal, and where its label changes. 0 < weak < normal < strong <= 100.
struct Thresholds {
  double weak = 20, normal = 40, strong = 65;
};

// The value at which a component is full, i.e. scores 1.
struct Scales {
  double momentum = 1.5;       // in usual moves over the period
  double rsi_full = 20;        // points away from 50
  double rsi_exhausted = 40;   // points away from 50 where it is 0 again; > rsi_full, <= 50
  double macd = 3;             // a factor: full when 3 * histogram reaches ATR
  double adx_full = 25;        // ADX from which on a trend counts in full
  double volume_least = -0.5;  // bounds of volume ratio - 1; least <= 0 < most, both within [-1, 1]
  double volume_most = 1;
  double vwap = 2;  // in standard deviations from VWAP
};

// Distances in multiples of ATR; the reward in multiples of the stop's distance.
struct RiskRules {
  double stop = 1.5, least_stop = 0.5, level_margin = 0.1, reward = 2.5;
};

struct RegimeRules {
  double trending_adx = 25;          // ADX from which on a market is trending
  double volatile_percentile = 0.9;  // of the window's ATR/close; a market above it is volatile
};

struct SignalConfig {
  Weights full{0.22, 0.12, 0.14, 0.14, 0.20, 0.08, 0.06, 0.04};
  Weights quick{0.30, 0.15, 0.20, 0.20, 0, 0, 0.15, 0};
  Thresholds thresholds;
  Scales scales;
  RiskRules risk;
  RegimeRules regime;
};

// `key` is the dotted path below the signal settings: "weights.full.rsi".
struct ConfigError {
  std::string key, message;
  friend bool operator==(const ConfigError&, const ConfigError&) = default;
};

// The error names the first rule that does not hold.
[[nodiscard]] base::Status<ConfigError> validate(const SignalConfig& config);

}  // namespace scand::lib::signal
