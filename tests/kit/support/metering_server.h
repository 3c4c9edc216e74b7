#pragma once
// What an exchange sees of our calls: when they arrive, what they cost, and the most that any of
// its windows ever held, whatever the phase of the window.

#include <algorithm>
#include <utility>
#include <vector>

#include "lib/base/clock.h"

namespace scand::test {

class MeteringServer {
 public:
  void arrive(base::MonoTime at, double cost) { arrivals_.emplace_back(at, cost); }

  // The largest sum over any interval of that length, both ends included.
  [[nodiscard]] double peak(base::Nanos window) const {
    auto sorted = arrivals_;
    std::sort(sorted.begin(), sorted.end());
    double sum = 0;
    double largest = 0;
    for (std::size_t first = 0, last = 0; last < sorted.size(); ++last) {
      sum += sorted[last].second;
      while (sorted[last].first - sorted[first].first > window)
        sum -= sorted[first++].second;
      largest = std::max(largest, sum);
    }
    return largest;
  }

  [[nodiscard]] double total() const {
    double sum = 0;
    for (const auto& [at, cost] : arrivals_)
      sum += cost;
    return sum;
  }

 private:
  std::vector<std::pair<base::MonoTime, double>> arrivals_;
};

}  // namespace scand::test
