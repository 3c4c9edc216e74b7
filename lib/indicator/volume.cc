#include "lib/indicator/volume.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "lib/indicator/moving_averages.h"

namespace scand::lib::indicator {
namespace {

double typical(const Window& window, std::size_t i) {
  return (window.high[i] + window.low[i] + window.close[i]) / 3;
}

}  // namespace

std::optional<double> volume_ratio(Column volume, std::size_t count) {
  if (count == 0 || volume.size() <= count) return std::nullopt;
  const double before = mean(volume.last(count + 1).first(count));
  if (!(before > 0)) return std::nullopt;
  const double ratio = volume.back() / before;
  if (!std::isfinite(ratio)) return std::nullopt;
  return ratio;
}

double obv(Column close, Column volume) {
  if (close.empty()) return 0;
  double balance = volume[0];
  for (std::size_t i = 1; i < close.size(); ++i) {
    const int direction = (close[i] > close[i - 1]) - (close[i] < close[i - 1]);
    balance += direction * volume[i];
  }
  return balance;
}

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

std::optional<VolumeProfile> volume_profile(const Window& window) {
  if (window.rows() == 0) return std::nullopt;
  const Range all = range(window, window.rows());
  constexpr double kBins = static_cast<double>(kProfileBins);
  const bool flat = is_zero(all.width(), window.close.back());
  const double per_price = flat ? 0 : kBins / all.width();
  const auto bin = [&](double price) {
    // Rounding may put a close just outside the range: it belongs to the bin at that edge.
    const double place = std::clamp((price - all.low) * per_price, 0.0, kBins - 1);
    return static_cast<std::size_t>(static_cast<int>(place));
  };
  std::array<double, kProfileBins> bins{};
  for (std::size_t i = 0; i < window.rows(); ++i)
    bins[bin(window.close[i])] += window.volume[i];
  const auto largest = std::ranges::max_element(bins);
  if (!(*largest > 0)) return std::nullopt;
  const double place = static_cast<double>(largest - bins.begin()) + 0.5;
  return VolumeProfile{flat ? all.middle() : all.low + place * all.width() / kBins,
                       bins[bin(window.close.back())]};
}

}  // namespace scand::lib::indicator
