#pragma once
// Volume-weighted average of the typical price (high + low + close) / 3 over the window.

#include <optional>

#include "lib/indicator/window.h"

namespace scand::lib::indicator {

// Quote currency. sigma: the volume-weighted standard deviation of the typical price.
struct Vwap {
  double price = 0, sigma = 0;
};

// nullopt when nothing was traded in the window.
[[nodiscard]] std::optional<Vwap> vwap(const Window& window);

}  // namespace scand::lib::indicator
