// How strong signals are, over many windows: each component's mistake moves these figures. The
// bands are those of docs/signals.md.

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <iostream>
#include <string>

#include "lib/market/normalise.h"
#include "lib/signal/analyse.h"
#include "tests/kit/candles/candle_csv.h"
#include "tests/kit/candles/random_walk.h"

namespace scand::lib::signal {
namespace {

using proto::Interval;

// Windows overlap, and markets move together: another step gives other figures, by several points.
constexpr std::size_t kFirstEnd = 300;
constexpr std::size_t kStep = 40;

struct Distribution {
  std::vector<double> sizes;          // |s|
  double holds = 0, at_least_60 = 0;  // shares of the windows

  void add(const Candles& candles, Interval interval, Depth depth) {
    for (std::size_t end = kFirstEnd; end <= candles.size(); end += kStep) {
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
  for (const Expected& expected : {Expected{"1h", Depth::full, {35.9, 55.4, 72.3, 78.6}, 0.298},
                                   Expected{"1h", Depth::quick, {32.8, 53.6, 69.0, 76.9}, 0.317}}) {
    Distribution d;
    for (std::uint64_t seed = 0; seed < 60; ++seed)
      d.add(test::random_walk(seed, {.rows = 700, .drift = seed % 3 == 0 ? 0.001 : 0}),
            Interval::h1, expected.depth);
    d.finish();
    expect_distribution(d, expected, 0.5);
  }
}

TEST(Calibration, OfRealMarkets) {
  const auto root = test::real_candles();
  if (!root) GTEST_SKIP() << "no real candles: SCAND_SHARED is not set";
  for (const Expected& expected : {Expected{"1h", Depth::full, {31.1, 53.5, 73.4, 82.0}, 0.330},
                                   Expected{"5m", Depth::full, {28.7, 49.0, 66.3, 75.6}, 0.338},
                                   Expected{"4h", Depth::full, {26.5, 49.4, 75.6, 83.9}, 0.377},
                                   Expected{"1h", Depth::quick, {30.9, 53.4, 75.6, 83.6}, 0.339}}) {
    Distribution d;
    for (const auto& file : test::csv_files(*root / "2024" / "binance" / expected.interval))
      d.add(test::read_candle_csv(file), *proto::parse_interval(expected.interval), expected.depth);
    d.finish();
    expect_distribution(d, expected, 0.5);
    EXPECT_GE(d.at_least_60, 0.10);
    EXPECT_LE(d.at_least_60, 0.21);
  }
}

}  // namespace
}  // namespace scand::lib::signal
