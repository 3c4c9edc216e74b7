#include "lib/base/clock.h"

namespace scand::base {

MonoTime SystemClock::mono() const {
  return MonoTime(
      std::chrono::duration_cast<Nanos>(std::chrono::steady_clock::now().time_since_epoch()));
}

WallTime SystemClock::wall() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace scand::base
