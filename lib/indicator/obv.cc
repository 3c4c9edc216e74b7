#include "lib/indicator/obv.h"

#include <cstddef>

namespace scand::lib::indicator {

double obv(Column close, Column volume) {
  if (close.empty()) return 0;
  double balance = volume[0];
  for (std::size_t i = 1; i < close.size(); ++i) {
    const int direction = (close[i] > close[i - 1]) - (close[i] < close[i - 1]);
    balance += direction * volume[i];
  }
  return balance;
}

}  // namespace scand::lib::indicator
