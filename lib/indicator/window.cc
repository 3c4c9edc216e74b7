#include "lib/indicator/window.h"

namespace scand::lib::indicator {

Range range(const Window& window, std::size_t count, std::size_t back) {
  const std::size_t begin = window.rows() - back - count;
  const Column low = window.low.subspan(begin, count);
  const Column high = window.high.subspan(begin, count);
  Range result{low[0], high[0]};
  for (std::size_t i = 1; i < count; ++i) {
    result.low = std::min(result.low, low[i]);
    result.high = std::max(result.high, high[i]);
  }
  return result;
}

}  // namespace scand::lib::indicator
