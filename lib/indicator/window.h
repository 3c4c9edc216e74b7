#pragma once
// What every indicator reads: the newest rows of one market's candles, oldest first. A view: the
// candles outlive it. Prices are finite and positive, volumes finite and not negative.

#include <algorithm>
#include <cstddef>
#include <span>

#include "lib/market/candles.h"

namespace scand::lib::indicator {

using Column = std::span<const double>;

struct Window {
  Column open, high, low, close, volume;  // equal lengths
  [[nodiscard]] std::size_t rows() const { return close.size(); }
};

[[nodiscard]] inline Window newest(const Candles& candles, std::size_t rows) {
  const std::size_t count = std::min(rows, candles.size());
  const auto tail = [count](const std::vector<double>& column) {
    return Column(column).last(count);
  };
  return {tail(candles.open), tail(candles.high), tail(candles.low), tail(candles.close),
          tail(candles.volume)};
}

// Below this share of the price a scale counts as zero, so that neither rounding nor the size of a
// price decides a sign.
inline constexpr double kZeroShare = 1e-12;

[[nodiscard]] inline bool is_zero(double value, double price) {
  return value <= kZeroShare * price && value >= -kZeroShare * price;
}

}  // namespace scand::lib::indicator
