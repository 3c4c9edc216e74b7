#pragma once
// How often values fell between fixed edges, and their sum, as Prometheus counts them. One thread,
// or under the lock of its owner.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace scand::base {

// For durations of seconds to minutes: one call, one exchange, one job.
inline constexpr std::array kSecondsEdges{0.05, 0.1,  0.25, 0.5,  1.0,   2.5,   5.0,
                                          10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0};

class Histogram {
 public:
  // `edges` must be in rising order and outlive every copy of this object.
  explicit Histogram(std::span<const double> edges = kSecondsEdges)
      : edges_(edges), counts_(edges.size() + 1) {}

  // A value that equals an edge counts below it.
  void add(double value) {
    const auto place = std::ranges::lower_bound(edges_, value) - edges_.begin();
    ++counts_[static_cast<std::size_t>(place)];
    sum_ += value;
  }

  [[nodiscard]] std::span<const double> edges() const { return edges_; }
  // For each edge, the values between the edge before it and itself; and last, those above all
  // edges.
  [[nodiscard]] const std::vector<std::uint64_t>& counts() const { return counts_; }
  [[nodiscard]] double sum() const { return sum_; }

 private:
  std::span<const double> edges_;
  std::vector<std::uint64_t> counts_;
  double sum_ = 0;
};

}  // namespace scand::base
