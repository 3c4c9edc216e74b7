#pragma once
// What the candles of one market say: the entry to this folder. Pure: the same candles give the
// same bits.

#include <cstddef>

#include "lib/base/result.h"
#include "lib/indicator/indicator_set.h"
#include "lib/market/candles.h"
#include "lib/signal/config.h"
#include "proto/interval.h"
#include "proto/signal.h"

namespace scand::lib::signal {

using indicator::Depth;

struct InsufficientHistory {
  std::size_t rows = 0, needed = 0;  // usable candles
  friend bool operator==(const InsufficientHistory&, const InsufficientHistory&) = default;
};

// `candles`: closed, oldest first, of length `interval`; the newest kFullRows or kQuickRows usable
// ones are read, whatever unusable ones (market/usable.h) are among them left out. `config` is
// valid. Every number of the result is finite.
[[nodiscard]] base::Result<proto::Analysis, InsufficientHistory> analyse(
    const Candles& candles, proto::Interval interval, Depth depth, const SignalConfig& config);

}  // namespace scand::lib::signal
