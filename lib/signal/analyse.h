#pragma once
// From the candles of one market to its analysis: the entry to this folder.
//
//   candles ─ indicators ─ components in [-1, 1] ─ score in [-100, 100] ─ side, label, strength
//                     └──── full depth only: advanced scores, risk and reward, market regime
//
// Pure: the same candles give the same bits on every machine.

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
  std::size_t rows = 0, needed = 0;  // usable candles: how many there are, how many it takes
  friend bool operator==(const InsufficientHistory&, const InsufficientHistory&) = default;
};

// `candles` must be closed, oldest first and of length `interval`. Unusable ones are left out (see
// usable() in lib/market/candles.h), and the newest kFullRows or kQuickRows of the others are read.
// `config` must be valid. Every number of the result is finite. The error says that fewer than
// kMinRows candles are usable.
[[nodiscard]] base::Result<proto::Analysis, InsufficientHistory> analyse(
    const Candles& candles, proto::Interval interval, Depth depth, const SignalConfig& config);

}  // namespace scand::lib::signal
