#include "proto/interval.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>

namespace scand::proto {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kWeek = 7 * 24 * 60 * kMinute;
// 1970-01-01 was a Thursday; the first Monday is four days later.
constexpr std::int64_t kFirstMonday = 4 * 24 * 60 * kMinute;

struct IntervalRow {
  std::string_view name;
  std::int64_t minutes;
};
constexpr std::array<IntervalRow, kIntervals.size()> kIntervalRows{{{"1m", 1},
                                                                    {"3m", 3},
                                                                    {"5m", 5},
                                                                    {"15m", 15},
                                                                    {"30m", 30},
                                                                    {"1h", 60},
                                                                    {"2h", 120},
                                                                    {"4h", 240},
                                                                    {"6h", 360},
                                                                    {"12h", 720},
                                                                    {"1d", 1440},
                                                                    {"1w", 10080}}};

struct Preset {
  std::string_view name;
  Interval interval;
};
constexpr std::array<Preset, 5> kPresets{{{"scalping", Interval::m1},
                                          {"short", Interval::m5},
                                          {"medium", Interval::h1},
                                          {"daily", Interval::d1},
                                          {"weekly", Interval::w1}}};

constexpr std::int64_t floor_to(std::int64_t value, std::int64_t step) {
  const std::int64_t rest = value % step;
  return value - (rest < 0 ? rest + step : rest);
}

const IntervalRow& row(Interval interval) {
  return kIntervalRows[static_cast<std::size_t>(interval)];
}

}  // namespace

std::string_view name(Interval interval) {
  return row(interval).name;
}
std::int64_t length_ms(Interval interval) {
  return row(interval).minutes * kMinute;
}

std::optional<Interval> parse_interval(std::string_view text) {
  for (const Interval interval : kIntervals)
    if (name(interval) == text) return interval;
  return std::nullopt;
}

std::optional<Interval> parse_timeframe(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  for (const Preset& preset : kPresets)
    if (preset.name == lower) return preset.interval;
  return parse_interval(lower);
}

std::int64_t open_at(Interval interval, std::int64_t time_ms) {
  if (interval == Interval::w1) return floor_to(time_ms - kFirstMonday, kWeek) + kFirstMonday;
  return floor_to(time_ms, length_ms(interval));
}

std::string_view name(MarketType type) {
  return type == MarketType::spot ? "spot" : "swap";
}

std::optional<MarketType> parse_market_type(std::string_view text) {
  if (text == "spot") return MarketType::spot;
  if (text == "swap") return MarketType::swap;
  return std::nullopt;
}

}  // namespace scand::proto
