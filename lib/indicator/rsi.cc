#include "lib/indicator/rsi.h"

#include <algorithm>

namespace scand::lib::indicator {

std::optional<double> rsi(Column close, std::size_t period) {
  if (period == 0 || close.size() <= period) return std::nullopt;
  const double share = 1.0 / static_cast<double>(period);
  const double keep = 1.0 - share;
  double rise = 0;
  double fall = 0;
  for (std::size_t i = 1; i <= period; ++i) {
    const double change = close[i] - close[i - 1];
    rise += std::max(change, 0.0) * share;
    fall += std::max(-change, 0.0) * share;
  }
  for (std::size_t i = period + 1; i < close.size(); ++i) {
    const double change = close[i] - close[i - 1];
    rise = rise * keep + std::max(change, 0.0) * share;
    fall = fall * keep + std::max(-change, 0.0) * share;
  }
  if (is_zero(rise + fall, close.back())) return std::nullopt;
  return 100 * rise / (rise + fall);
}

}  // namespace scand::lib::indicator
