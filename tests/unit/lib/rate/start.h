#pragma once
// When these tests begin: any instant that is not zero.

#include <chrono>

#include "lib/base/clock.h"

namespace scand::lib::rate {

inline constexpr base::MonoTime kStart{std::chrono::seconds(1000)};

}  // namespace scand::lib::rate
