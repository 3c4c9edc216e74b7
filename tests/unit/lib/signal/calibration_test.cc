// How strong signals are, over many windows: each component's mistake moves these figures. The
// bands are those of docs/signals.md.

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <iostream>
#include <string>

#include "lib/market/window_rows.h"
#include "lib/signal/analyse.h"
#include "tests/candles/candle_csv.h"
#include "tests/candles/random_walk.h"

namespace scand::lib::signal {
namespace {

using proto::Interval;

struct Distribution {
  std::vector<double> sizes;          // |s|
  double holds = 0, at_least_60 = 0;  // shares of the windows

  void add(const Candles& candles, Interval interval, Depth depth) {
    constexpr std::size_t kStep = 15;
    for (std::size_t end = kFullRows; end <= candles.size(); end += kStep) {
      const auto result = *analyse(test::cut(candles, end, kFullRows), interval, depth, {});
      sizes.push_back(std::abs(result.score));
      holds += result.side == proto::Side::hold ? 1 : 0;
      at_least_60 += result.strength >= 60 ? 1 : 0;
    }
  }

  void finish() {
    std::ranges::sort(sizes);
    holds /= static_cast<double>(sizes.size());
    at_least_60 /= static_cast<double>(sizes.size());
  }

  [[nodiscard]] double percentile(double p) const {
    return sizes[static_cast<std::size_t>(p * static_cast<double>(sizes.size() - 1))];
  }
};

constexpr std::array<double, 4> kPercentiles{0.50, 0.75, 0.90, 0.95};

struct Expected {
  const char* interval;
  Depth depth;
  std::array<double, 4> percentiles;  // of |s|, at kPercentiles
  double holds;
};

void expect_distribution(const Distribution& d, const Expected& expected, double band) {
  const std::string what =
      std::string(expected.interval) + (expected.depth == Depth::full ? " full" : " quick");
  std::cout << what << ", " << d.sizes.size() << " windows, |s| at 50/75/90/95 %:";
  for (std::size_t i = 0; i < kPercentiles.size(); ++i) {
    std::cout << ' ' << d.percentile(kPercentiles[i]);
    EXPECT_NEAR(d.percentile(kPercentiles[i]), expected.percentiles[i], band) << what;
  }
  std::cout << "; HOLD " << d.holds << ", strength 60 " << d.at_least_60 << '\n';
  EXPECT_NEAR(d.holds, expected.holds, band / 50) << what;
}

TEST(Calibration, OfRandomWalks) {
  for (const Expected& expected : {Expected{"1h", Depth::full, {35.5, 55.1, 71.4, 77.7}, 0.272},
                                   Expected{"1h", Depth::quick, {31.1, 51.4, 67.9, 74.4}, 0.331}}) {
    Distribution d;
    for (std::uint64_t seed = 0; seed < 60; ++seed)
      d.add(test::random_walk(seed, {.rows = 500, .drift = seed % 3 == 0 ? 0.001 : 0}),
            Interval::h1, expected.depth);
    d.finish();
    expect_distribution(d, expected, 0.5);
  }
}

TEST(Calibration, OfRealMarkets) {
  const auto root = test::real_candles();
  if (!root) GTEST_SKIP() << "no real candles: SCAND_SHARED is not set";
  for (const Expected& expected : {Expected{"1h", Depth::full, {30.0, 50.6, 70.5, 80.5}, 0.348},
                                   Expected{"5m", Depth::full, {26.8, 45.5, 62.9, 72.9}, 0.383},
                                   Expected{"4h", Depth::full, {28.8, 50.0, 72.2, 82.4}, 0.346},
                                   Expected{"1h", Depth::quick, {27.2, 49.3, 73.7, 84.0}, 0.384}}) {
    Distribution d;
    for (const auto& file : test::csv_files(*root / "2024" / "binance" / expected.interval))
      d.add(test::read_candle_csv(file), *proto::parse_interval(expected.interval), expected.depth);
    d.finish();
    expect_distribution(d, expected, 1);
    EXPECT_GE(d.at_least_60, 0.10);
    EXPECT_LE(d.at_least_60, 0.21);
  }
}

}  // namespace
}  // namespace scand::lib::signal
