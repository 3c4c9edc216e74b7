// The same candles give the same bits on every run and thread and in any order of markets.

#include <bit>
#include <filesystem>
#include <gtest/gtest.h>
#include <thread>

#include "lib/signal/analyse.h"
#include "tests/kit/candles/analysis_numbers.h"
#include "tests/kit/candles/candle_csv.h"
#include "tests/kit/candles/random_walk.h"
#include "tests/kit/support/source_dir.h"

namespace scand::lib::signal {
namespace {

constexpr std::size_t kMarkets = 40;

std::vector<std::uint64_t> bits(const Candles& candles) {
  std::vector<std::uint64_t> result;
  for (const double value : test::numbers(*analyse(candles, proto::Interval::h1, Depth::full, {})))
    result.push_back(std::bit_cast<std::uint64_t>(value));
  return result;
}

TEST(Determinism, EveryThreadAndOrderGivesTheSameBits) {
  std::vector<Candles> markets;
  std::vector<std::vector<std::uint64_t>> expected;
  for (std::size_t i = 0; i < kMarkets; ++i) {
    markets.push_back(test::random_walk(i, {.noise = 0.001 * static_cast<double>(i + 1)}));
    expected.push_back(bits(markets.back()));
  }
  std::vector<int> wrong(4, 0);
  {
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < wrong.size(); ++t)
      threads.emplace_back([&, t] {
        for (std::size_t i = 0; i < kMarkets; ++i) {
          const std::size_t market = (i * 7 + t * 11) % kMarkets;
          wrong[t] += bits(markets[market]) == expected[market] ? 0 : 1;
        }
      });
  }
  EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

// Prices in ticks are where a rounding would decide: a power of two rounds nothing.
TEST(Determinism, APowerOfTwoChangesNoBitOfTheScores) {
  const auto files =
      test::csv_files(std::filesystem::path(test::source_dir()) / "tests" / "data" / "candles");
  ASSERT_FALSE(files.empty());
  for (const auto& file : files) {
    const Candles candles = test::read_candle_csv(file);
    const auto expected = *analyse(candles, proto::Interval::h1, Depth::full, {});
    for (const double factor : {0x1p-30, 0.5, 1024.0}) {
      Candles scaled = candles;
      for (auto* column : {&scaled.open, &scaled.high, &scaled.low, &scaled.close})
        for (double& price : *column)
          price *= factor;
      const auto result = *analyse(scaled, proto::Interval::h1, Depth::full, {});
      EXPECT_EQ(result.score, expected.score) << file;
      EXPECT_EQ(result.indicators.adx, expected.indicators.adx) << file;
      for (std::size_t i = 0; i < expected.reasons.size(); ++i)
        EXPECT_EQ(result.reasons[i].contribution, expected.reasons[i].contribution) << file;
    }
  }
}

}  // namespace
}  // namespace scand::lib::signal
