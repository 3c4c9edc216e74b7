#include "lib/indicator/ichimoku.h"

#include "lib/indicator/range.h"

namespace scand::lib::indicator {
namespace {

constexpr std::size_t kTenkan = 9;
constexpr std::size_t kKijun = 26;
constexpr std::size_t kSpanB = 52;
constexpr std::size_t kDisplacement = 26;

}  // namespace

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
