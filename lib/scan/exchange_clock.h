#pragma once
// The exchange's own time, from the Date header of its answers: a candle is closed when *its*
// clock says so, whatever ours says. Pure; one thread.
//
// A Date D (whole seconds) in an answer that left at `started` and came at `ended` (our wall clock)
// says that theirs - ours lies in [D - ended, D + 1 s - started]. The bounds of several answers are
// intersected; we correct by the least that fits them, so a clock that may be right is left alone.

#include <cstdint>
#include <optional>
#include <string_view>

namespace scand::lib {

class ExchangeClock {
 public:
  // `date`: an HTTP date (RFC 9110); another text is ignored. Times in ms UTC by our clock.
  void observe(std::string_view date, std::int64_t started_ms, std::int64_t ended_ms);
  [[nodiscard]] std::int64_t offset_ms() const;  // theirs - ours
  [[nodiscard]] std::int64_t now_ms(std::int64_t our_now_ms) const {
    return our_now_ms + offset_ms();
  }

 private:
  bool seen_ = false;
  std::int64_t least_ = 0, most_ = 0;
};

// "Mon, 23 Nov 2026 06:05:14 GMT" as ms UTC.
[[nodiscard]] std::optional<std::int64_t> parse_http_date(std::string_view text);

}  // namespace scand::lib
