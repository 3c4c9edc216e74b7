#pragma once
// How many closed candles an analysis reads.

#include <cstddef>

namespace scand::lib {

// With the running candle and a few to spare below 300, the least that every exchange gives in one
// request.
inline constexpr std::size_t kFullRows = 290;
inline constexpr std::size_t kQuickRows = 110;
// Fewer say too little: the longest momentum looks back 60 candles.
inline constexpr std::size_t kMinRows = 62;

static_assert(kMinRows <= kQuickRows && kQuickRows <= kFullRows && kFullRows < 300);

}  // namespace scand::lib
