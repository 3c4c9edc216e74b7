#pragma once
// The exchange's own time, from the Date header of its responses. A candle is closed when the
// exchange's clock says so, whatever ours says. Pure; one thread.
//
// A response was requested at `started` and arrived at `ended` (our wall clock), and its Date is D,
// in whole seconds. So the exchange's clock minus ours lies in [D - ended, D + 1 s - started]. The
// bounds of several responses are intersected. We correct by the smallest offset that fits them
// all: a clock that may be right is left alone.

#include <cstdint>
#include <optional>
#include <string_view>

namespace scand::lib {

class ExchangeClock {
 public:
  // `date`: an HTTP date (RFC 9110); any other text is ignored. Times in ms UTC by our clock.
  void observe(std::string_view date, std::int64_t started_ms, std::int64_t ended_ms);
  [[nodiscard]] std::int64_t offset_ms() const;  // theirs - ours
  [[nodiscard]] std::int64_t now_ms(std::int64_t our_now_ms) const {
    return our_now_ms + offset_ms();
  }

 private:
  bool seen_ = false;
  std::int64_t least_ = 0, most_ = 0;  // bounds of the offset, ms
};

// "Mon, 23 Nov 2026 06:05:14 GMT" as ms UTC. Accepts the older forms that libcurl accepts.
[[nodiscard]] std::optional<std::int64_t> parse_http_date(std::string_view text);

}  // namespace scand::lib
