#pragma once
// Milliseconds that candles' times are counted in.

#include <cstdint>

namespace scand::lib {

inline constexpr std::int64_t kHour = 3'600'000;
inline constexpr std::int64_t kDay = 24 * kHour;
inline constexpr std::int64_t kMonday = 1'704'067'200'000;  // 2024-01-01

}  // namespace scand::lib
