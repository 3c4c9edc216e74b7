#include "tests/kit/candles/random_walk.h"

#include <algorithm>
#include <cmath>

namespace scand::test {
namespace {

// splitmix64; the standard's distributions differ between libraries.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  // [0, 1)
  double uniform() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    z ^= z >> 31U;
    return static_cast<double>(z >> 11U) * 0x1.0p-53;
  }

  // Nearly normal: mean 0, deviation 1, at most 6 away.
  double normal() {
    double sum = -6;
    for (int i = 0; i < 12; ++i)
      sum += uniform();
    return sum;
  }

 private:
  std::uint64_t state_;
};

}  // namespace

lib::Candles random_walk(std::uint64_t seed, const WalkOptions& options) {
  Random random(seed);
  lib::Candles candles;
  double close = options.start;
  for (std::size_t i = 0; i < options.rows; ++i) {
    const double open = close;
    close = open * std::exp(options.drift + options.noise * random.normal());
    const double high = std::max(open, close) * (1 + options.noise * random.uniform());
    const double low = std::min(open, close) / (1 + options.noise * random.uniform());
    const double volume = random.uniform() < options.quiet ? 0 : 1000 * (0.1 + random.uniform());
    candles.push_back(options.first_ms + static_cast<std::int64_t>(i) * options.length_ms, open,
                      high, low, close, volume);
  }
  return candles;
}

lib::Candles flat_candles(std::size_t rows, double price, double volume) {
  return points(std::vector<double>(rows, price), volume);
}

lib::Candles ramp(std::size_t rows, double first, double step) {
  std::vector<double> prices(rows);
  for (std::size_t i = 0; i < rows; ++i)
    prices[i] = first + step * static_cast<double>(i);
  return points(prices);
}

lib::Candles points(const std::vector<double>& prices, double volume) {
  lib::Candles candles;
  const WalkOptions defaults;
  for (const double price : prices)
    candles.push_back(
        defaults.first_ms + static_cast<std::int64_t>(candles.size()) * defaults.length_ms, price,
        price, price, price, volume);
  return candles;
}

}  // namespace scand::test
