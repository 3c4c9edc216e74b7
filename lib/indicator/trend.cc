#include "lib/indicator/trend.h"

#include <cmath>

#include "lib/indicator/volatility.h"

namespace scand::lib::indicator {
namespace {

constexpr std::size_t kTenkan = 9;
constexpr std::size_t kKijun = 26;
constexpr std::size_t kSpanB = 52;
constexpr std::size_t kDisplacement = 26;

// Wilder's running sums of directional movement and true range. `keep` is what a step keeps of the
// old sum: 1 while the first `period` rows are added up, then 1 - 1/period. Sums serve as well as
// averages here, since only their ratios are used.
struct Sums {
  double plus = 0, minus = 0, range = 0;

  void add(const Window& window, std::size_t i, double keep) {
    const double up = window.high[i] - window.high[i - 1];
    const double down = window.low[i - 1] - window.low[i];
    plus = plus * keep + (up > 0 && up > down ? up : 0);
    minus = minus * keep + (down > 0 && down > up ? down : 0);
    range = range * keep + true_range(window, i);
  }

  [[nodiscard]] bool still(double price) const { return is_zero(range, price); }

  // Directional index. Where nothing moved there is none, and `before` stands in for it.
  [[nodiscard]] double dx(double price, double before) const {
    const double both = plus + minus;
    if (still(price) || is_zero(both, price)) return before;
    return 100 * std::abs(plus - minus) / both;
  }
};

}  // namespace

std::optional<Adx> adx(const Window& window, std::size_t period) {
  if (period == 0 || window.rows() < 2 * period) return std::nullopt;
  const double count = static_cast<double>(period);
  const double keep = 1.0 - 1.0 / count;
  Sums sums;
  for (std::size_t i = 1; i < period; ++i)
    sums.add(window, i, 1.0);
  double sum = 0;
  for (std::size_t i = period; i < 2 * period; ++i) {
    sums.add(window, i, keep);
    sum += sums.dx(window.close[i], 0);
  }
  double average = sum / count;
  for (std::size_t i = 2 * period; i < window.rows(); ++i) {
    sums.add(window, i, keep);
    average += (sums.dx(window.close[i], average) - average) / count;
  }
  if (sums.still(window.close.back())) return Adx{average, 0, 0};
  return Adx{average, 100 * sums.plus / sums.range, 100 * sums.minus / sums.range};
}

std::optional<Ichimoku> ichimoku(const Window& window) {
  if (window.rows() < kKijun) return std::nullopt;
  const auto middle = [&window](std::size_t count, std::size_t back) {
    return range(window, count, back).middle();
  };
  Ichimoku result{middle(kTenkan, 0), middle(kKijun, 0), std::nullopt};
  if (window.rows() >= kSpanB + kDisplacement) {
    const double span_a = (middle(kTenkan, kDisplacement) + middle(kKijun, kDisplacement)) / 2;
    result.cloud = Cloud{span_a, middle(kSpanB, kDisplacement)};
  }
  return result;
}

}  // namespace scand::lib::indicator
