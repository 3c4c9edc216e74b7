#pragma once
// On-balance volume.

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

// Base units: the first volume, then each candle's added after a rise of the close and taken off
// after a fall. 0 without rows. Depends on where the window begins; only its changes have meaning.
[[nodiscard]] double obv(Column close, Column volume);

}  // namespace scand::lib::indicator
