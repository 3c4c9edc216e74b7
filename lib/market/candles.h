#pragma once
// Candles of one market as columns, so that indicators read straight arrays.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace scand::lib {

// Equal lengths, oldest first once normalised. time: open, ms UTC. Prices in quote currency, volume
// in base units. A decoder may fill them in any order; only market/normalise.h promises order.
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
  friend bool operator==(const Candles&, const Candles&) = default;
};

}  // namespace scand::lib
