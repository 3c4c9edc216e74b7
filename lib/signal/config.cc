#include "lib/signal/config.h"

#include <cmath>
#include <fmt/core.h>
#include <optional>

namespace scand::lib::signal {
namespace {

constexpr std::array<std::string_view, kComponentCount> kNames{
    "momentum_short", "momentum_long", "rsi", "macd", "trend", "ichimoku", "volume", "vwap"};

using Fault = std::optional<ConfigError>;

Fault within(std::string_view key, double value, double least, double most) {
  if (std::isfinite(value) && value >= least && value <= most) return std::nullopt;
  return ConfigError{std::string(key),
                     fmt::format("is {}, must be from {} to {}", value, least, most)};
}

Fault above(std::string_view key, double value, std::string_view other, double bound) {
  if (value > bound) return std::nullopt;
  return ConfigError{std::string(key),
                     fmt::format("is {}, must be more than {} ({})", value, other, bound)};
}

Fault check_weights(std::string_view depth, const Weights& weights) {
  double always = 0;
  for (std::size_t i = 0; i < kComponentCount; ++i) {
    const auto component = static_cast<Component>(i);
    const std::string key = fmt::format("weights.{}.{}", depth, kNames[i]);
    if (auto fault = within(key, weights[i], 0, 1000)) return fault;
    if (depth == "quick" && !in_quick(component) && weights[i] > 0)
      return ConfigError{key, "must be 0: a quick analysis does not compute it"};
    // A young market has no ichimoku: it cannot be the only component with a weight.
    if (component != Component::ichimoku) always += weights[i];
  }
  if (always > 0) return std::nullopt;
  return ConfigError{fmt::format("weights.{}", depth),
                     "all are 0: give at least one component other than ichimoku a weight"};
}

Fault check_thresholds(const Thresholds& t) {
  if (auto fault = within("thresholds.weak", t.weak, 1e-9, 100)) return fault;
  if (auto fault = within("thresholds.normal", t.normal, 0, 100)) return fault;
  if (auto fault = within("thresholds.strong", t.strong, 0, 100)) return fault;
  if (auto fault = above("thresholds.normal", t.normal, "weak", t.weak)) return fault;
  return above("thresholds.strong", t.strong, "normal", t.normal);
}

Fault check_scales(const Scales& s) {
  constexpr double kLeast = 1e-6;
  if (auto fault = within("scales.momentum", s.momentum, kLeast, 1e6)) return fault;
  if (auto fault = within("scales.rsi_full", s.rsi_full, kLeast, 50)) return fault;
  if (auto fault = within("scales.rsi_exhausted", s.rsi_exhausted, 0, 50)) return fault;
  if (auto fault = above("scales.rsi_exhausted", s.rsi_exhausted, "rsi_full", s.rsi_full))
    return fault;
  if (auto fault = within("scales.macd", s.macd, kLeast, 1e6)) return fault;
  if (auto fault = within("scales.adx_full", s.adx_full, kLeast, 100)) return fault;
  if (auto fault = within("scales.volume_least", s.volume_least, -1, 0)) return fault;
  if (auto fault = within("scales.volume_most", s.volume_most, kLeast, 1)) return fault;
  return within("scales.vwap", s.vwap, kLeast, 1e6);
}

Fault check_rules(const RiskRules& risk, const RegimeRules& regime) {
  if (auto fault = within("risk.stop", risk.stop, 1e-6, 1000)) return fault;
  if (auto fault = within("risk.least_stop", risk.least_stop, 1e-6, risk.stop)) return fault;
  if (auto fault = within("risk.level_margin", risk.level_margin, 0, 1000)) return fault;
  if (auto fault = within("risk.reward", risk.reward, 1e-6, 1000)) return fault;
  if (auto fault = within("regime.trending_adx", regime.trending_adx, 1e-6, 100)) return fault;
  return within("regime.volatile_percentile", regime.volatile_percentile, 0, 1);
}

}  // namespace

std::string_view name(Component component) {
  return kNames[static_cast<std::size_t>(component)];
}

bool in_quick(Component component) {
  return component != Component::trend && component != Component::ichimoku &&
         component != Component::vwap;
}

base::Status<ConfigError> validate(const SignalConfig& config) {
  Fault fault = check_weights("full", config.full);
  if (!fault) fault = check_weights("quick", config.quick);
  if (!fault) fault = check_thresholds(config.thresholds);
  if (!fault) fault = check_scales(config.scales);
  if (!fault) fault = check_rules(config.risk, config.regime);
  if (fault) return *fault;
  return base::Ok{};
}

}  // namespace scand::lib::signal
