#include "lib/indicator/vwap.h"

#include <cmath>
#include <cstddef>

namespace scand::lib::indicator {
namespace {

double typical(const Window& window, std::size_t i) {
  return (window.high[i] + window.low[i] + window.close[i]) / 3;
}

}  // namespace

std::optional<Vwap> vwap(const Window& window) {
  double volume = 0;
  double turnover = 0;
  for (std::size_t i = 0; i < window.rows(); ++i) {
    volume += window.volume[i];
    turnover += window.volume[i] * typical(window, i);
  }
  if (!(volume > 0)) return std::nullopt;
  const double price = turnover / volume;
  double squares = 0;
  for (std::size_t i = 0; i < window.rows(); ++i) {
    const double off = typical(window, i) - price;
    squares += window.volume[i] * off * off;
  }
  return Vwap{price, std::sqrt(squares / volume)};
}

}  // namespace scand::lib::indicator
