#pragma once
// Candles of a seeded random walk: the same seed gives the same bits on every machine.

#include <cstdint>
#include <vector>

#include "lib/market/candles.h"

namespace scand::test {

struct WalkOptions {
  std::size_t rows = 290;
  double start = 100;
  double drift = 0, noise = 0.01;  // of one candle, as shares of the price
  double quiet = 0;                // share of candles without volume
  std::int64_t first_ms = 1'704'067'200'000;
  std::int64_t length_ms = 3'600'000;
};

[[nodiscard]] lib::Candles random_walk(std::uint64_t seed, const WalkOptions& options = {});

// Every candle at one price, with that volume.
[[nodiscard]] lib::Candles flat_candles(std::size_t rows, double price, double volume);

// Candles whose high, low, open and close are the same rising or falling prices; volume 1.
[[nodiscard]] lib::Candles ramp(std::size_t rows, double first, double step);

// One candle for each price, high, low, open and close all at it, with that volume.
[[nodiscard]] lib::Candles points(const std::vector<double>& prices, double volume = 1);

}  // namespace scand::test
