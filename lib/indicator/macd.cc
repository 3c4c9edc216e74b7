#include "lib/indicator/macd.h"

#include "lib/indicator/ema.h"

namespace scand::lib::indicator {

std::optional<Macd> macd(Column close, const MacdPeriods& periods) {
  const std::size_t seeded = periods.slow + periods.signal - 1;
  if (periods.signal == 0 || periods.fast > periods.slow || close.size() < seeded)
    return std::nullopt;
  RunningEma slow(close.first(periods.slow));
  RunningEma fast(close.subspan(periods.slow - periods.fast, periods.fast));
  double line = fast.value() - slow.value();
  double sum = line;
  const auto step = [&](double value) {
    slow.add(value);
    fast.add(value);
    line = fast.value() - slow.value();
  };
  for (std::size_t i = periods.slow; i < seeded; ++i) {
    step(close[i]);
    sum += line;
  }
  const double count = static_cast<double>(periods.signal);
  const double alpha = 2.0 / (count + 1);
  double signal = sum / count;
  for (const double value : close.subspan(seeded)) {
    step(value);
    signal += alpha * (line - signal);
  }
  return Macd{line, signal, line - signal};
}

}  // namespace scand::lib::indicator
