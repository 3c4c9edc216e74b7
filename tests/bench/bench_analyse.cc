// What one market costs once its candles are there.

#include <benchmark/benchmark.h>

#include "lib/market/normalise.h"
#include "lib/signal/analyse.h"
#include "tests/kit/candles/random_walk.h"

namespace scand {
namespace {

void analyse(benchmark::State& state, lib::signal::Depth depth, std::size_t rows) {
  const lib::Candles candles = test::random_walk(1, {.rows = rows});
  const lib::signal::SignalConfig config;
  for (auto _ : state) {
    auto result = lib::signal::analyse(candles, proto::Interval::h1, depth, config);
    benchmark::DoNotOptimize(result);
  }
}

void full(benchmark::State& state) {
  analyse(state, lib::signal::Depth::full, lib::kFullRows);
}
BENCHMARK(full);

void quick(benchmark::State& state) {
  analyse(state, lib::signal::Depth::quick, lib::kQuickRows);
}
BENCHMARK(quick);

void normalise(benchmark::State& state) {
  const lib::Candles candles = test::random_walk(1, {.rows = lib::kFullRows});
  lib::NormaliseOptions options;
  options.exchange_now_ms =
      candles.time.back() + proto::length_ms(options.interval) + options.grace_ms;
  for (auto _ : state) {
    auto result = lib::normalise(candles, options);
    benchmark::DoNotOptimize(result);
  }
}
BENCHMARK(normalise);

}  // namespace
}  // namespace scand
