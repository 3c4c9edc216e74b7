#include "broker/core/job_id.h"

#include <algorithm>
#include <string_view>

#include "proto/limits.h"

namespace scand::broker {
namespace {

// Crockford's base 32 in lower case: no i, l, o or u.
constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::uint64_t kCountEnd = 1U << 16U;

std::string base32(std::uint64_t high, std::uint64_t low) {
  static_assert(proto::kJobIdBytes * 5 >= 128);
  std::string text(proto::kJobIdBytes, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit) {
    *digit = kDigits[low & 31U];
    low = (low >> 5U) | (high << 59U);
    high >>= 5U;
  }
  return text;
}

}  // namespace

std::string JobIds::next(base::WallTime now) {
  const std::int64_t now_ms = std::max<std::int64_t>(base::unix_ms(now), 0);
  if (now_ms > last_ms_) {
    last_ms_ = now_ms;
    count_ = 0;
  } else if (++count_ == kCountEnd) {
    // The millisecond is full: borrow the next one.
    ++last_ms_;
    count_ = 0;
  }
  return base32((static_cast<std::uint64_t>(last_ms_) << 16U) | count_, random_());
}

}  // namespace scand::broker
