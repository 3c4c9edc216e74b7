#pragma once
// Candles (OHLCV) of one market as columns, so that indicators read straight arrays; and which
// candles can be computed with. Plain values: one thread at a time, or read-only.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace scand::lib {

// Columns of equal length. time: when the candle opens, ms UTC. Prices in quote currency, volume in
// base units. A decoder may fill them in any order; normalise.h puts them in order, oldest first.
struct Candles {
  std::vector<std::int64_t> time;
  std::vector<double> open, high, low, close, volume;

  [[nodiscard]] std::size_t size() const { return time.size(); }
  [[nodiscard]] bool empty() const { return time.empty(); }
  void reserve(std::size_t rows) {
    time.reserve(rows);
    for (auto* column : {&open, &high, &low, &close, &volume})
      column->reserve(rows);
  }
  void push_back(std::int64_t t, double o, double h, double l, double c, double v) {
    time.push_back(t);
    open.push_back(o);
    high.push_back(h);
    low.push_back(l);
    close.push_back(c);
    volume.push_back(v);
  }
  // Copies one row of other candles to the end of these.
  void push_back(const Candles& from, std::size_t row) {
    push_back(from.time[row], from.open[row], from.high[row], from.low[row], from.close[row],
              from.volume[row]);
  }
  friend bool operator==(const Candles&, const Candles&) = default;
};

// True when the prices are numbers from 1e-30 to 1e30, the low is not above the high, and the
// volume is a number from 0 to 1e40. No market comes near these bounds; they keep every sum and
// square of a window finite. An open or close outside low..high is accepted: some exchanges take
// the open from the candle before. The time is not looked at.
[[nodiscard]] bool usable(const Candles& candles, std::size_t row);

// How many rows are usable.
[[nodiscard]] std::size_t count_usable(const Candles& candles);

// The usable rows alone, in the same order.
[[nodiscard]] Candles usable_only(const Candles& candles);

}  // namespace scand::lib
