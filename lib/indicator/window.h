#pragma once
// What every indicator reads: the newest rows of one market's candles, and two things that most
// indicators ask of them (the range of a stretch, and when a difference counts as zero).
//
// All indicators are pure functions: no state, no clock, any thread. Prices are in quote currency,
// volumes in base units. Where an indicator cannot be computed (too few rows, a market that does
// not move or trade) it is nullopt; it is never NaN or infinite.

#include <algorithm>
#include <cstddef>
#include <span>

#include "lib/market/candles.h"

namespace scand::lib::indicator {

using Column = std::span<const double>;

// A view, oldest row first: the candles must outlive it. Prices must be finite and positive,
// volumes finite and not negative (usable() in lib/market/candles.h).
struct Window {
  Column open, high, low, close, volume;  // equal lengths
  [[nodiscard]] std::size_t rows() const { return close.size(); }
};

// The last `rows` rows, or all if there are fewer.
[[nodiscard]] inline Window newest(const Candles& candles, std::size_t rows) {
  const std::size_t count = std::min(rows, candles.size());
  const auto tail = [count](const std::vector<double>& column) {
    return Column(column).last(count);
  };
  return {tail(candles.open), tail(candles.high), tail(candles.low), tail(candles.close),
          tail(candles.volume)};
}

// Lowest low and highest high of a stretch of candles.
struct Range {
  double low = 0, high = 0;
  [[nodiscard]] double middle() const { return (low + high) / 2; }
  [[nodiscard]] double width() const { return high - low; }
};

// The range of the `count` rows that end `back` rows before the last one. Needs count > 0 and
// rows() >= count + back.
[[nodiscard]] Range range(const Window& window, std::size_t count, std::size_t back = 0);

// A difference of prices below this share of the price counts as zero. Otherwise rounding, or the
// mere size of a price (1e-8 or 1e8), would decide a sign.
inline constexpr double kZeroShare = 1e-12;

[[nodiscard]] inline bool is_zero(double value, double price) {
  return value <= kZeroShare * price && value >= -kZeroShare * price;
}

}  // namespace scand::lib::indicator
