// The same candles give the same bits on every run and thread and in any order of markets.

#include <bit>
#include <gtest/gtest.h>
#include <thread>

#include "lib/signal/analyse.h"
#include "tests/candles/analysis_numbers.h"
#include "tests/candles/random_walk.h"

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

}  // namespace
}  // namespace scand::lib::signal
