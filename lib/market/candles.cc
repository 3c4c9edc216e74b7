#include "lib/market/candles.h"

namespace scand::lib {
namespace {

constexpr double kLeastPrice = 1e-30;
constexpr double kMostPrice = 1e30;
constexpr double kMostVolume = 1e40;

}  // namespace

bool usable(const Candles& candles, std::size_t row) {
  // A NaN fails every one of these comparisons.
  const auto price = [](double value) { return value >= kLeastPrice && value <= kMostPrice; };
  const double volume = candles.volume[row];
  return price(candles.open[row]) && price(candles.high[row]) && price(candles.low[row]) &&
         price(candles.close[row]) && candles.low[row] <= candles.high[row] && volume >= 0 &&
         volume <= kMostVolume;
}

std::size_t count_usable(const Candles& candles) {
  std::size_t count = 0;
  for (std::size_t row = 0; row < candles.size(); ++row)
    count += usable(candles, row) ? 1U : 0U;
  return count;
}

Candles usable_only(const Candles& candles) {
  Candles result;
  result.reserve(candles.size());
  for (std::size_t row = 0; row < candles.size(); ++row)
    if (usable(candles, row)) result.push_back(candles, row);
  return result;
}

}  // namespace scand::lib
